"""The commands, a file each: `ORDER` in the help, `HELP`, `EXAMPLES`, `arguments(parser)`, `run(options) -> code`."""
