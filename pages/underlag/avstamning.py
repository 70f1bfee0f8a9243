"""Avstämning: does it agree with the economy system? Totals typed or uploaded, and what is likely behind a difference."""

from pages.ui import avstamningsvy, cached, frame, problems, systemsummor

ram = frame.current()
period = frame.chosen_period(ram)
head = avstamningsvy.place_head()

summor = systemsummor.show_fields(ram, period)
found = None
if summor is not None:
    with problems.guard():
        found = cached.avstamning(avstamningsvy.ask(ram, summor))
with head:
    avstamningsvy.show_head(ram, period, found)
if summor is not None and found is not None:
    avstamningsvy.show_result(ram, summor, found, locked=ram.as_of is not None)
avstamningsvy.show_saved(ram)
