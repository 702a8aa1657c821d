"""The program's version, in one place: packaging, the client's about box and backups read it here."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
