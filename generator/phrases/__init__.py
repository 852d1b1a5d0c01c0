"""What names, roles and attributions look like: typed tables with functions over spans for the finders."""
