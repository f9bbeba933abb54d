"""Calculators: parses their formulas, bounds them over all possible inputs, and calculates them without rounding."""
