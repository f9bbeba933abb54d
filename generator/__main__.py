"""`python -m generator` is the same as `waymark`."""

from generator.cli import main

if __name__ == "__main__":
    main()
