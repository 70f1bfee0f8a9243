"""Låst rapport: a report as the nämnd saw it, and what today's figures say instead."""

from pages.ui import frame, lasvy

ram = frame.current()
last = lasvy.choose_locked(ram)
if last is not None:
    lasvy.show_locked(ram, last)
