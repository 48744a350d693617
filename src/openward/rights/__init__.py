"""What a person can do anywhere, in easy words, and whom they can turn to where they are."""
