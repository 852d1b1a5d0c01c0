"""One module for each kind of fact; called in order by reading.py."""
