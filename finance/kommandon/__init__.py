"""The command line (DESIGN 7): the same functions as the screens, for scripts, schedulers and checks."""
