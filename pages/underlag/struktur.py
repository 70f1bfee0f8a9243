"""Struktur: what is not placed, how the nämnd is divided, which kontogrupp each konto has, and the nämnd's own choices."""

from pages.ui import bytenvy, cached, ejfordelatvy, frame, kontoplanvy, namndvy, strukturvy, theme

ram = frame.find_current()
if ram is None:
    theme.show_answer("Det finns ingen nämnd ännu. Läs in en fil, så visas strukturen här.")
else:
    rader = cached.ej_fordelat(ram.nyckel)
    omappade = cached.omappade(ram.nyckel)
    locked = ram.as_of is not None

    theme.show_answer(strukturvy.answer(rader, omappade), "" if not locked else strukturvy.LOCKED)
    if ram.period is not None:
        ejfordelatvy.show_ej_fordelat(ram, rader, locked=locked)
    strukturvy.show_tree(ram, cached.struktur(ram.nyckel))
    kontoplanvy.show_kontoplan(ram, locked=locked)
    bytenvy.show_byten(ram, locked=locked)
    if not locked:
        namndvy.show_namnd(ram)
        namndvy.show_manader(ram)
