"""Child process that parses a workbook: limits and bytes on stdin, one Arrow stream per sheet on stdout.

Stdin: a line "BYTE CELLER RADER" (memory, most cells and most rows of a sheet), then the file. Run by path, so that neither
pandas nor the package is imported. A crafted file can make the parser abort or eat all memory; that then hits only this
process. Stdout: per sheet an 8-byte length and an Arrow stream whose schema metadata holds `namn` and `dolt`; a fault is a
stream without columns with `fel` in its metadata.
"""

import html
import io
import re
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import fastexcel
import pyarrow as pa

SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
ATTRIBUTE = re.compile(r"""\b(name|state)=(?:"([^"]*)"|'([^']*)')""")


def limit_memory(size: int) -> None:
    """Cap the address space, where the platform can (not Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def write_sheet(columns: list[pa.Array], metadata: dict[str, str]) -> None:
    """One framed Arrow stream."""
    names = [str(place) for place in range(len(columns))]
    table = pa.Table.from_arrays(columns, names=names).replace_schema_metadata(metadata)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content = sink.getvalue()
    sys.stdout.buffer.write(content.size.to_bytes(8, "big"))
    sys.stdout.buffer.write(memoryview(content))


def encode(column: pa.Array) -> pa.Array:
    """Each distinct text once, null for an empty cell: less to hand over, and the parent needs it so."""
    if not pa.types.is_string(column.type):
        column = column.cast(pa.string())
    return column.dictionary_encode()


def encode_all(columns: list[pa.Array]) -> list[pa.Array]:
    """Every column, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(encode, columns))


def hidden_sheets(content: bytes) -> dict[str, bool]:
    """Sheet name -> whether it is hidden, of an xlsx; empty for other formats and for what is unclear."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            text = book.read("xl/workbook.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, OSError):
        return {}
    found = {}
    for sheet in SHEET.findall(text):
        said = {name: html.unescape(one or other) for name, one, other in ATTRIBUTE.findall(sheet)}
        if "name" in said:
            found[said["name"]] = said.get("state", "visible") != "visible"
    return found


def load(reader: fastexcel.ExcelReader, place: int, hidden: dict[str, bool]) -> tuple[Any, bool]:
    """(the cells as a record batch, whether the sheet is hidden).

    The eager load is a fourth faster but does not say whether the sheet is visible.
    """
    namn = reader.sheet_names[place]
    if namn in hidden:
        try:
            return reader.load_sheet_eager(place, dtypes="string", header_row=None, skip_rows=0), hidden[namn]
        except fastexcel.FastExcelError:
            pass  # the lazy load says what is wrong, or that there is nothing
    sheet = reader.load_sheet(place, dtypes="string", header_row=None, skip_rows=0)
    return (sheet.to_arrow() if sheet.height else None), sheet.visible != "visible"


def main() -> None:
    """Read every sheet as strings, from its first row on."""
    limits = sys.stdin.buffer.readline().split()
    if not limits:
        return  # started to be ready, and never used
    memory, celler, rader = map(int, limits)
    limit_memory(memory)
    try:
        content = sys.stdin.buffer.read()
        reader = fastexcel.read_excel(content)
        names = reader.sheet_names
    except Exception as error:  # noqa: BLE001 - whatever the parser says about a bad file is a value for the parent
        write_sheet([], {"fel": f"{type(error).__name__}: {error}"})
        return
    hidden = hidden_sheets(content)
    for place, namn in enumerate(names):
        try:
            batch, is_hidden = load(reader, place, hidden)
            height, width = (batch.num_rows, batch.num_columns) if batch is not None else (0, 0)
            if height > rader:
                write_sheet([], {"namn": namn, "fel": "rader", "rader": str(height)})
            elif height * width > celler:
                write_sheet([], {"namn": namn, "fel": "celler"})
            else:
                write_sheet(encode_all(batch.columns if height else []), {"namn": namn, "dolt": "ja" if is_hidden else ""})
        except Exception as error:  # noqa: BLE001 - as above, for one sheet
            write_sheet([], {"namn": namn, "fel": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
