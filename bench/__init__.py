"""Measurements of what users feel, beside other libraries in the same run: ``make bench``."""
