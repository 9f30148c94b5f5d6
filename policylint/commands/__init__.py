"""The commands, each in a module: what a caller typed -> what is printed, and an exit code."""
