"""The one door for data: bytes of a file in, canonical rows in öre and complete findings out. Nothing is stored here."""

from finance.inlasning.tolka import read_file

__all__ = ["read_file"]
