"""Published counting rules: one file each in `content/indicators`."""
