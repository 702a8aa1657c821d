"""文书: the letter on white paper, its findings, its issue, printing and saving."""

from desktop.letters.page import LetterPage

__all__ = ["LetterPage"]
