"""One name for what the libraries of documents hand out."""

from typing import Any

Objekt = Any
"""An object of python-pptx or XlsxWriter, whose types do not hold under strict checking."""
