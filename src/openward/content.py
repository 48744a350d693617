"""Where the reviewed content lives: law, indicators, published figures, words.

The content is data, not code. In a checkout it stands at the repository root, so that a lawyer
or a nurse finds it at once; in an installed package it is carried inside it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def content_folder() -> Path:
    """The folder `content/`, inside the installed package or at the repository root.

    Raises
    ------
    FileNotFoundError
        The package was installed without its content.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "content", here.parents[1] / "content"):
        if (folder / "indicators").is_dir():
            return folder
    raise FileNotFoundError("The content folder is missing: install OpenWard again.")


def read_toml(path: Path) -> dict[str, Any]:
    """One content file as a dictionary."""
    with path.open("rb") as file:
        return tomllib.load(file)
