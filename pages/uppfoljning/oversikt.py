"""Översikt: how does it go, where does it hurt, how sure are we, how fresh are the books. Ten seconds."""

from finance.rapport.text import largest_deviations
from pages.ui import cached, frame, oversikt

ram = frame.current()
uppfoljning = cached.uppfoljning(ram.nyckel)
manader = cached.manader(ram.of(uppfoljning.total.nod))

oversikt.show_answer(uppfoljning, ram)
oversikt.show_metrics(uppfoljning, manader, ram)
oversikt.show_charts(uppfoljning, manader, ram)
oversikt.show_largest(largest_deviations(uppfoljning, enhet=ram.enhet), cached.kommentarer(ram.nyckel), ram)
oversikt.show_underlag(uppfoljning, ram)
