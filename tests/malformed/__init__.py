"""Files that cannot be used, made on the spot: each gives one clear line, wherever it comes in."""

from __future__ import annotations

from tests.malformed.cells import CELLS
from tests.malformed.file import Malformed
from tests.malformed.other_files import OTHER_FILES
from tests.malformed.public_files import CMS, NHS
from tests.malformed.texts import ENCODINGS, SHAPES

__all__ = ["ALL", "MALFORMED", "Malformed"]

ALL: list[Malformed] = [*ENCODINGS, *SHAPES, *OTHER_FILES, *CELLS, *CMS, *NHS]
MALFORMED: dict[str, Malformed] = {file.name: file for file in ALL}
