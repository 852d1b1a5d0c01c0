"""One module for each family of extractive summarizers."""
