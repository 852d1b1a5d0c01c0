"""What names, roles and attributions look like: typed tables with functions over spans, which the finders put together."""
