"""Run the command line with `python -m policylint`."""

from policylint.cli import run

if __name__ == "__main__":
    run()
