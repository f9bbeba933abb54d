"""Calculators at work: formulas are read, judged over all that they may be given, and worked out without rounding."""
