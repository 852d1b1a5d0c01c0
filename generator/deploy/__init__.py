"""One module for each place a site can be published to."""
