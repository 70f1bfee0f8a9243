"""`python -m sample_data.generator [folder]`: write the sample files into sample_data/ (or the folder)."""

import sys
from pathlib import Path

from sample_data.generator.filer import write_all


def main() -> None:
    """Write, and say what was written."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    for path in write_all(target):
        print(f"{path.relative_to(target)}  {path.stat().st_size} byte")


if __name__ == "__main__":
    main()
