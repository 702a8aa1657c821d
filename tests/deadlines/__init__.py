"""Tests of the calendar, the clocks and the notices."""
