"""One module for each family of expressions of time: what its parts mean. Found by timex.py."""
