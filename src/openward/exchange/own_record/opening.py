"""The file that a person took away, opened again: a ZIP of ours, or the Bundle of it alone.

A file from outside is not trusted: it is read up to a limit, nothing is unpacked to a disk, and
the names in it are only compared.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from lzma import LZMAError

from openward.exchange.own_record.bundle import record_of
from openward.exchange.own_record.record import Record
from openward.problems import BadInput, Problem

BUNDLE = "my-record.fhir.json"
#: A record of ten years with long accounts is about a tenth of it.
MOST_BYTES = 50 * 1024 * 1024
#: What reading a ZIP raises that is cut, changed on the way, locked or packed in another way.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, LZMAError, NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip
REMEDY = "take the file as it was downloaded"


def opened(data: bytes) -> Record:
    """The record in a file.

    Raises
    ------
    BadInput
        It is neither, too large when unpacked, damaged, or not in UTF-8.
    """
    try:
        text = _bundle_in(data).decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise BadInput(Problem("the file is not text in UTF-8", REMEDY)) from wrong
    return record_of(text)


def _bundle_in(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file, file.open(BUNDLE) as member:
            found = member.read(MOST_BYTES + 1)
    except KeyError:
        problem = Problem(f"there is no {BUNDLE} in the ZIP", REMEDY)
        raise BadInput(problem) from None
    except DAMAGED as wrong:
        raise BadInput(Problem("the ZIP is damaged or locked", REMEDY)) from wrong
    if len(found) > MOST_BYTES:
        what = f"what is in the ZIP is larger than {MOST_BYTES // 1024 // 1024} MB"
        raise BadInput(Problem(what, REMEDY))
    return found
