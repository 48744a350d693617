"""The law pages: what each jurisdiction asks, in plain words, with its source."""
