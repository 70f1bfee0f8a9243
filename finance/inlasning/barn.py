"""Child process that parses a workbook: limits and bytes on stdin, one Arrow stream per sheet on stdout.

Stdin: a line "BYTE CELLER RADER" (memory, most cells and most rows of a sheet), then the file. Run by path, so that neither
pandas nor the package is imported. A crafted file can make the parser abort or eat all memory; that then hits only this
process. Stdout: per sheet an 8-byte length and an Arrow stream whose schema metadata holds `namn` and `dolt`; a fault is a
stream without columns with `fel` in its metadata.
"""

import sys

import fastexcel
import pyarrow as pa


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


def main() -> None:
    """Read every sheet as strings, from its first row on."""
    limits = sys.stdin.buffer.readline().split()
    if not limits:
        return  # started to be ready, and never used
    memory, celler, rader = map(int, limits)
    limit_memory(memory)
    try:
        reader = fastexcel.read_excel(sys.stdin.buffer.read())
        names = reader.sheet_names
    except Exception as error:  # noqa: BLE001 - whatever the parser says about a bad file is a value for the parent
        write_sheet([], {"fel": f"{type(error).__name__}: {error}"})
        return
    for place, namn in enumerate(names):
        try:
            sheet = reader.load_sheet(place, dtypes="string", header_row=None, skip_rows=0)
            if sheet.height > rader:
                write_sheet([], {"namn": namn, "fel": "rader", "rader": str(sheet.height)})
                continue
            if sheet.height * sheet.width > celler:
                write_sheet([], {"namn": namn, "fel": "celler"})
                continue
            dolt = "ja" if sheet.visible != "visible" else ""
            columns = [encode(column) for column in sheet.to_arrow().columns] if sheet.height else []
            write_sheet(columns, {"namn": namn, "dolt": dolt})
        except Exception as error:  # noqa: BLE001 - as above, for one sheet
            write_sheet([], {"namn": namn, "fel": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
