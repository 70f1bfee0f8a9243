"""Child process that parses a workbook: bytes on stdin, one Arrow stream per sheet on stdout.

Run by path (`barn.py BYTE CELLER`), so that neither pandas nor the package is imported. A crafted file can make the parser
abort or eat all memory; that then hits only this process. Protocol: per sheet an 8-byte length and an Arrow stream whose
schema metadata holds `namn` and `dolt`; a fault is a stream without columns with `fel` in its metadata.
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


def main() -> None:
    """Read every sheet as strings, from its first row on."""
    limit_memory(int(sys.argv[1]))
    try:
        reader = fastexcel.read_excel(sys.stdin.buffer.read())
        names = reader.sheet_names
    except Exception as error:  # noqa: BLE001 - whatever the parser says about a bad file is a value for the parent
        write_sheet([], {"fel": f"{type(error).__name__}: {error}"})
        return
    for place, namn in enumerate(names):
        try:
            sheet = reader.load_sheet(place, dtypes="string", header_row=None, skip_rows=0)
            if sheet.height * sheet.width > int(sys.argv[2]):
                write_sheet([], {"namn": namn, "fel": "celler"})
                continue
            dolt = "ja" if sheet.visible != "visible" else ""
            columns = sheet.to_arrow().columns if sheet.height else []
            write_sheet(columns, {"namn": namn, "dolt": dolt})
        except Exception as error:  # noqa: BLE001 - as above, for one sheet
            write_sheet([], {"namn": namn, "fel": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
