"""The commands, one file each: `ORDER` in the help, `HELP`, `arguments(parser)` and `run(options) -> exit code`."""
