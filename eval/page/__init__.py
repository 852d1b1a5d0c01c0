"""What is measured of pages, in a real browser and by checkers of others: `make eval-page`."""
