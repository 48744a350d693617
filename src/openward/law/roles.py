"""Who else somebody is: a psychiatrist is a doctor. Read from `content/codes/duties.toml`."""

from __future__ import annotations

from openward.content import content_folder, read_toml

#: Role → the other roles that somebody in it has.
ALSO: dict[str, list[str]] = read_toml(content_folder() / "codes" / "duties.toml")["role"][
    "is_also"
]
