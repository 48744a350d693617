"""Files of CMS and NHS England that are damaged or another thing."""

from __future__ import annotations

from tests.cms_files import CELLS, cms_csv
from tests.malformed.file import IMPORT_CMS, IMPORT_NHS, Malformed, csv
from tests.malformed.other_files import zip_of
from tests.rate_tables import rate_csv

HOURS, DAYS = "HBIPS-2 Overall Num", "HBIPS-2 Overall Den"


def cms(name: str, text: str, says: str, encoding: str = "utf-8") -> Malformed:
    """A file for the CMS importer."""
    return csv(f"cms-{name}", text, says, IMPORT_CMS, encoding)


def cms_cell(name: str, column: str, value: str, what: str) -> Malformed:
    """A facility file whose second facility, in row 3, has this cell."""
    text = cms_csv({"Facility ID": "010002"}, {column: value})
    return cms(name, text, f".csv:3:{column}: {what} (value {value})")


def nhs(name: str, text: str, says: str) -> Malformed:
    """A file for the importer of NHS England's extracts."""
    return csv(f"nhs-{name}", text, says, IMPORT_NHS)


def nhs_row(name: str, row: str, says: str) -> Malformed:
    """An extract whose second row is this one."""
    return nhs(name, f"01/09/2021,FIRST TRUST,MHS76,5\n{row}\n", f".csv:2{says}")


def _swapped_days() -> str:
    return cms_csv({}, {"Facility ID": "9", "Start Date": "12/31/2022", "End Date": "01/01/2022"})


NO_NUMBER = "not a number of 0 or more"
NO_CMS = ".csv:1: not a CMS IPFQR facility, state or national file: expected Facility ID"
NO_NHS = ".csv:1: not an MHSDS extract: expected rows of period start, provider, measure, value"

CMS: list[Malformed] = [
    cms("empty", "", "the file is empty"),
    cms("header-only", ",".join(CELLS), "the file has a header and no rows"),
    cms("utf-16", cms_csv(), "the file is UTF-16", "utf-16"),
    cms("latin-1", cms_csv({"Facility Name": "DOÑA ANA"}), ".csv:2: a byte that is", "latin-1"),
    Malformed("cms-zip", ".csv", lambda: zip_of("IPFQR.csv"), IMPORT_CMS, "a ZIP archive"),
    cms("other-layout", "Facility ID,Measure ID,Score\n010001,HBIPS-2,0.1\n", NO_CMS),
    cms("rate-table", rate_csv(), "found indicator, area_type"),
    cms("without-days", cms_csv(names={n: f"x {n}" for n in CELLS if "Den" in n}), NO_CMS),
    cms("cut-in-a-row", cms_csv()[:-30], ".csv:2: 9 cells where the header has 13"),
    cms_cell("negative", HOURS, "-1", NO_NUMBER),
    cms_cell("nan", DAYS, "nan", NO_NUMBER),
    cms_cell("decimal-comma", HOURS, "1,5", NO_NUMBER),
    cms_cell("same-facility-twice", "Facility ID", "010002", "the same area and period as row 2"),
    cms("swapped-days", _swapped_days(), ".csv:3:End Date: the period ends before it starts"),
    cms_cell("30-february", "End Date", "02/30/2022", "not a day"),
    cms_cell("day-first", "End Date", "31/12/2022", "not a day"),
    cms_cell("end-of-time", "End Date", "12/31/9999", "not a day"),
    cms_cell("state-in-words", "State", "Alabama", "not a state"),
    cms_cell("no-id", "Facility ID", "", "the cell is empty"),
    cms(
        "formula",
        cms_csv({}, {"Facility ID": "9", "Facility Name": "=1+1"}),
        ".csv:3:area_name: a cell that a spreadsheet would run as a formula (value =1+1)",
    ),
]

NHS: list[Malformed] = [
    nhs("empty", "", "the file is empty"),
    nhs("with-header", "month,provider,measure,value\n01/09/2021,A,MHS76,5\n", NO_NHS),
    nhs("rate-table", rate_csv(), NO_NHS),
    nhs("html", "<html>404</html>", "this is a web page or XML"),
    nhs_row(
        "mid-month",
        "15/09/2021,A,MHS76,5",
        ":period_start: not the first day of a month (value 15/09/2021)",
    ),
    nhs_row("month-first", "09/13/2021,A,MHS76,5", ":period_start: not the first day of a month"),
    nhs_row(
        "unknown-measure",
        "01/09/2021,A,MHS99,5",
        ":measure: a measure that is not known (value MHS99)",
    ),
    nhs_row("negative", "01/09/2021,A,MHS76,-5", ":value: not a whole number or * (value -5)"),
    nhs_row("formula", "01/09/2021,=A1,MHS76,5", ":provider: not a provider (value =A1)"),
    nhs_row("comma-in-name", "01/09/2021,TEES, ESK,MHS76,5", ": 5 cells where the header has 4"),
    nhs_row(
        "same-provider-twice",
        "2021-09-01,FIRST TRUST,MHS76,10",
        ":provider: the same provider, month and measure as row 1",
    ),
    nhs_row("cut-in-quotation-marks", '01/09/2021,"TEES, E', ": a quotation mark opens"),
]
