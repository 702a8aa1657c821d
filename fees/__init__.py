"""Quantities and a schedule of charges give an amount in fen, with its reasons.

Pure: knows no database, no Qt, no log and no clock. Imports ``law`` alone; a stranger to ``deadlines``.
"""
