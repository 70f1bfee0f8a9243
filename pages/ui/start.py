"""The first page of an empty database: read a file, or look at the examples."""

import streamlit as st

from pages.ui import cached, problems, state
from pages.ui.theme import open_card, show_answer, show_quiet

LASIN = "pages/underlag/inlasning.py"


def show_welcome() -> None:
    """Two ways to begin."""
    show_answer("Välkommen till Helår. Börja med en fil, eller titta på exemplen.")
    show_quiet("Databasen är tom. Inget lämnar den här datorn.")
    left, right = st.columns(2, gap="small")
    with left, open_card():
        st.subheader("Egen fil", anchor=False)
        st.markdown(
            "Släpp huvudboken och budgeten som Excel- eller csv-fil. Helår visar hur filen lästes, "
            "och inget sparas förrän du säger ja."
        )
        st.space(8)
        if st.button("Läs in min egen fil", type="primary", icon=":material/upload_file:"):
            st.switch_page(LASIN)
    with right, open_card():
        st.subheader("Exempel", anchor=False)
        st.markdown(
            "Två socialnämnder efter publicerade rapporter: Lindesberg maj 2022 och Katrineholm tertial 1 2022. "
            "Verifikaten är påhittade."
        )
        st.space(8)
        if st.button("Visa exempelkommunerna", icon=":material/dataset:"):
            with problems.guard():
                _load_examples()


def show_no_utfall() -> None:
    """A nämnd that has no utfall yet."""
    show_answer("Det finns inget utfall för nämnden ännu.")
    st.markdown("Läs in huvudboken så visas avvikelse och helårsprognos här.")
    if st.button("Läs in utfall", type="primary", icon=":material/upload_file:"):
        st.switch_page(LASIN)


def _load_examples() -> None:
    from finance.exempel import load_exempel

    store = cached.open_store(cached.database_url())
    with st.status("Läser in exempelkommunerna. Det tar någon minut.", expanded=True) as status:
        namnder = load_exempel(store, progress=st.write)
        status.update(label="Exempelkommunerna är inlästa.", state="complete", expanded=False)
    state.push_message("Exempelkommunerna är inlästa. Byt nämnd uppe till höger.")
    state.goto_namnd(max(namnder))
    st.rerun()
