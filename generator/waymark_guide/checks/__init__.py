"""What can be wrong with the content, and how it is reported. Importing the package declares every rule."""

from waymark_guide.checks import run as run
