"""`openward assess export`, `read` and `bring`: forms for telephones and paper, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.assess import Code, known_or_refused, local_texts
from openward.cli.output import OutputPath, put_rows, say, working
from openward.csv_text import read_file
from openward.exchange.field_forms.paper import paper_pdf
from openward.exchange.field_forms.questionnaire import questionnaire
from openward.exchange.field_forms.submissions import each_once, read_submissions
from openward.exchange.field_forms.xlsform import brought, xform, xlsform
from openward.instruments.assessment import Assessment
from openward.instruments.assessment_files import as_toml, assessments
from openward.problems import BadInput, Problem, one_of

FORMATS: dict[str, Callable[[Assessment], bytes]] = {
    ".xlsx": xlsform,
    ".xml": lambda known: xform(xlsform(known)).encode(),
    ".json": lambda known: questionnaire(known).encode(),
    ".pdf": paper_pdf,
}
RATINGS = ("visit_id", "visited_on", "institution_id", "instrument", "item", "level", "rated_by",
           "source", "known_from", "instance_id")  # fmt: skip


def export_form(
    code: Code,
    output: Annotated[Path, typer.Option("-o", "--output", help="Its ending chooses: .xlsx "
                      "(XLSForm), .xml (XForm), .json (FHIR R4 Questionnaire), .pdf (paper).")],
) -> None:  # fmt: skip
    """Write an instrument as a form for a telephone, another system, or paper.

    Example:

        openward assess export qualityrights-2012 -o form.xlsx
    """
    known = known_or_refused(code)
    if output.suffix not in FORMATS:
        raise BadInput(Problem("this form cannot be written so", one_of(list(FORMATS))),
                       str(output))  # fmt: skip
    if not known.text_is_loaded:
        say([f"warning: {known.note}"])
    with working("making the form"):
        data = FORMATS[output.suffix](known)
    _write(output, data)


def read_forms(
    code: Code,
    files: Annotated[list[Path], typer.Argument(help="Submissions: ODK XML, JSON or CSV.")],
    output: OutputPath = None,
) -> None:
    """Read submissions as ratings; the same instanceID twice is one. Notes stay in their files.

    Example:

        openward assess read qualityrights-2012 submissions.csv -o ratings.csv
    """
    known = known_or_refused(code)
    read = [one for path in files for one in read_submissions(read_file(path), str(path), known)]
    submissions = each_once(read)
    rows = [
        [one.visit_id, one.visited_on.isoformat(), one.institution_id, known.code, item, level,
         one.rated_by, "field form", " ".join(one.sources.get(item, ())), one.instance_id]
        for one in submissions for item, level in one.levels.items()
    ]  # fmt: skip
    say([f"read: {len(submissions)} submissions, {len(rows)} ratings; "
         f"{len(read) - len(submissions)} came twice"])  # fmt: skip
    put_rows(RATINGS, rows, output)


def bring_form(form: Annotated[Path, typer.Argument(help="An XLSForm (.xlsx).")]) -> None:
    """Bring an instrument of your own, as an XLSForm, into this installation.

    Example:

        openward assess bring ours.xlsx
    """
    data = read_file(form)
    try:
        known = brought(data)
    except BadInput as bad:
        raise BadInput(bad.problems, str(form)) from None
    if known.code in assessments():
        problem = Problem("its form_id is that of an instrument of the program", "choose another",
                          column="form_id", value=known.code)  # fmt: skip
        raise BadInput(problem, str(form))
    place = local_texts() / f"{Path(known.code).name}.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    _write(place, as_toml(known).encode())
    rated = sum(item.grain == "question" for item in known.items)
    say([f"brought: {known.code}, {rated} questions with a choice of one"])


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise BadInput(Problem(what, "choose another place"), str(path)) from None
