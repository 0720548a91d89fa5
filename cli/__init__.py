"""The command line: one thin table of commands that each package brings itself."""
