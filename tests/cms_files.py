"""Small files in the layout of the CMS inpatient psychiatric facility files."""

from __future__ import annotations

import csv
import io

#: The columns that count, as the file of 2022 names them.
CELLS = {
    "Facility ID": "010001", "Facility Name": "FIRST HOSPITAL", "State": "AL",
    "HBIPS-2 Overall Rate Per 1000": "0.25", "HBIPS-2 Overall Num": "60",
    "HBIPS-2 Overall Den": "10000", "HBIPS-2 Overall Footnote": "",
    "HBIPS-3 Overall Rate Per 1000": "0", "HBIPS-3 Overall Num": "0",
    "HBIPS-3 Overall Den": "10000", "HBIPS-3 Overall Footnote": "",
    "Start Date": "01/01/2022", "End Date": "12/31/2022",
}  # fmt: skip

#: The same columns as they were called in 2018.
NAMES_2018 = {
    name: name.replace(" ", "_") for name in CELLS
} | {"Facility ID": "Provider Number", "Facility Name": "Hospital Name"}  # fmt: skip

ABSENT = {
    f"HBIPS-{measure} Overall {part}": "Not Available"
    for measure in (2, 3)
    for part in ("Rate Per 1000", "Num", "Den")
}


def cms_csv(*changes: dict[str, str], names: dict[str, str] | None = None) -> str:
    """A facility file; one row per dictionary of changed cells.

    names: other names of columns. A change to the empty string empties the cell.
    """
    rows = [CELLS | change for change in changes or ({},)]
    out = io.StringIO()
    header = [(names or {}).get(name, name) for name in rows[0]]
    csv.writer(out, lineterminator="\n").writerows([header, *(row.values() for row in rows)])
    return out.getvalue()


def cms_state_csv(*changes: dict[str, str], drop: tuple[str, ...] = ()) -> str:
    """A file without facilities and footnotes; drop State for the national one."""
    gone = ("Facility ID", "Facility Name", *(n for n in CELLS if "Footnote" in n), *drop)
    rows = [
        {n: v for n, v in (CELLS | change).items() if n not in gone} for change in changes or ({},)
    ]
    header = [f"S {name}" if name.startswith("HBIPS") else name for name in rows[0]]
    return "\n".join([",".join(header), *(",".join(row.values()) for row in rows), ""])
