"""One module for each way to map a pure function over articles."""
