"""Faults seeded into good letters: what the checks catch and what they do not."""
