"""Text on disk becomes models, with a finding for everything that cannot."""
