"""The cells of `st.table` as a person sees them in AppTest."""

import pyarrow as pa
from streamlit.testing.v1 import AppTest


def shown_rows(at: AppTest, place: int) -> list[list[str]]:
    """Row names and shown cells (Markdown) of the table at `place` on the page."""
    proto = at.table[place].proto
    styled = pa.ipc.open_stream(proto.arrow_data.styler.display_values).read_pandas()
    names = at.table[place].value.index
    return [[str(name).strip(), *map(str, row)] for name, row in zip(names, styled.to_numpy().tolist(), strict=True)]
