"""`openward ledger`: seal what was written, look whether it stands, rebuild, prove."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from openward.cli.again import moments
from openward.cli.output import put_rows, say, working
from openward.problems import BadInput, Problem

app = typer.Typer(help="The ledger: every write an entry, sealed in a tree.", no_args_is_help=True)
Output = Annotated[Path | None, typer.Option("-o", help="The file to write.")]


@app.command()
def verify(
    head: Annotated[
        Path | None, typer.Option(help="A head that was kept outside (from `ledger head`).")
    ] = None,
) -> None:
    """Look whether anything that was sealed was changed, removed or put elsewhere.

    Names the first damaged entry; exit 1 then. A tail that was cut off is found only with --head.

    Example:

        openward ledger verify --head head-of-last-week.json
    """
    _web()
    from openward_web.ledger.models import READS, RECORD, Leaf
    from openward_web.ledger.verifying import damage_of

    outside = _outside(head)
    for tree in (RECORD, READS):
        with working(f"reading the tree `{tree}`"):
            damage = damage_of(tree, outside.get(tree))
        if damage is not None:
            raise BadInput(Problem(damage.what, "keep this copy as it is, and ask who had access"))
        say([f"{tree}: {Leaf.objects.filter(tree=tree).count():,} entries stand as sealed"])


@app.command()
def rebuild(
    keep: Annotated[bool, typer.Option(help="Keep the rebuilt tables.")] = False,
) -> None:
    """Make all tables anew from the entries and compare them with those that stand; exit 1 if not
    the same.

    Example:

        openward ledger rebuild
    """
    _web()
    from openward_web.ledger.rebuilding import differences

    with working("applying every entry"):
        found = differences(keep=keep)
    put_rows(("table", "key", "what", "columns"),
             [[d.table, d.key, d.what, " ".join(d.columns)] for d in found], None)  # fmt: skip
    say([f"{len(found):,} rows differ from what the entries say"])
    if found:
        raise typer.Exit(1)


@app.command()
def seal(
    every: Annotated[int, typer.Option(min=0, help="Again after so many seconds; 0: once.")] = 0,
) -> None:
    """Give written entries their place in the tree. `openward serve` does this every 10 seconds.

    Example:

        openward ledger seal
    """
    _web()
    from openward_web.ledger.sealing import seal as seal_now

    for now in moments(every):
        sealed = seal_now(now)
        if not every:
            say([f"{sealed:,} entries sealed"])


@app.command()
def head(output: Output = None) -> None:
    """The newest head of each tree, to print or to send to another organisation.

    Example:

        openward ledger head -o head.json
    """
    _web()
    from openward_web.ledger.models import READS, RECORD
    from openward_web.ledger.sealing import newest_head

    heads: dict[str, Any] = {}
    for tree in (RECORD, READS):
        if (found := newest_head(tree)) is not None:
            heads[tree] = {"size": found.size, "root": bytes(found.root).hex(),
                           "sealed_at": found.sealed_at.isoformat()}  # fmt: skip
    _put_json(heads, output)


@app.command()
def export(entry: Annotated[str, typer.Argument(help="The entry's identifier.")],
           output: Output = None) -> None:  # fmt: skip
    """The proof that one entry stands in the tree, for docs/verify/verify_openward_proof.py.

    Example:

        openward ledger export 0198f0c2-7c1e-7000-8000-000000000001 -o proof.json
    """
    _web()
    from openward_web.ledger.proving import proof_of

    _put_json(proof_of(entry), output)


def _web() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
    import django

    django.setup()


def _put_json(value: object, output: Path | None) -> None:
    text = json.dumps(value, indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def _outside(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    from openward.ledger.verifying import HeadRow

    try:
        read = dict(json.loads(path.read_text(encoding="utf-8")).items())
        return {
            tree: HeadRow(int(head["size"]), bytes.fromhex(head["root"]),
                          datetime.fromisoformat(head["sealed_at"]))
            for tree, head in read.items()
        }  # fmt: skip
    except FileNotFoundError:
        raise BadInput(Problem("there is no such file", "check the path"), str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        problem = Problem("this is no head", "give a file made by `openward ledger head`")
        raise BadInput(problem, str(path)) from None
