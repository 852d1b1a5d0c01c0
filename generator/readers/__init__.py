"""One module for each input format; found by its suffixes."""
