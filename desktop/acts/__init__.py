"""The forms of the acts: each asks for the facts of its act alone and hands out a frozen draft."""
