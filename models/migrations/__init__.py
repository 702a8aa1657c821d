"""Migrations: frozen history. They never import the mapped classes, which go on changing."""
