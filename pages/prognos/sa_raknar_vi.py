"""Så räknar vi: every method with its formula, where it comes from, when it misleads, and an example to check by hand."""

from pages.ui import raknavy

raknavy.show_sections()
