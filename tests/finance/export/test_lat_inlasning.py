"""The libraries of documents are not loaded before a document is written."""

import subprocess
import sys

SCRIPT = """
import sys
import finance.export.pptx, finance.export.xlsx, finance.rapport.manadsuppfoljning, finance.rapport.tertialrapport
print(sorted({name.split(".")[0] for name in sys.modules} & {"pptx", "xlsxwriter", "openpyxl", "lxml", "statsmodels"}))
"""


def test_importing_the_writers_loads_no_library_of_documents() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
