"""Messages mutilated on the spot, hundreds of them, from the ones that hospitals send.

Each kind of harm is a function from a sound file to all the harmed ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: What stands in a file that was sent through the wrong pipe.
STRANGE = [b"\x00", b"\xff", b"\x1b[2J", b"|", b"\r", b"\n", b"^", b"\\", b"~", b"&", b"\x0b",
           b"\x1c", b"\xe2\x80\xae", b"MSH", b""]  # fmt: skip
VALUES = [b"", b'""', b"x" * 5_000, b"\\X\\", b"\\.sk999999999\\", b"\\.spX\\", b"^^^^^^^^^^",
          b"~~~~", b"&&&", b"20261399999999", b"99999999999999+9999", b"=1+1",
          b"\xc3\x28"]  # fmt: skip
STEP = 7


def _lines(data: bytes) -> list[bytes]:
    return re.split(rb"(?<=[\r\n])(?=[A-Z\x0b])", data)


def cut_off(data: bytes) -> Iterator[bytes]:
    """The beginning, and the rest, of the file at every few bytes."""
    for place in range(0, len(data), STEP):
        yield data[:place]
        yield data[place:]


def strange_bytes(data: bytes) -> Iterator[bytes]:
    """A byte replaced, each time at another place."""
    for place in range(0, len(data), STEP):
        strange = STRANGE[place // STEP % len(STRANGE)]
        yield data[:place] + strange + data[place + 1 :]


def lost_segments(data: bytes) -> Iterator[bytes]:
    """One segment left out."""
    lines = _lines(data)
    for place in range(len(lines)):
        yield b"".join(lines[:place] + lines[place + 1 :])


def repeated_segments(data: bytes) -> Iterator[bytes]:
    """One segment twice, or after the one that follows it."""
    lines = _lines(data)
    for place in range(len(lines)):
        yield b"".join([*lines[:place], lines[place], *lines[place:]])
        yield b"".join([*lines[:place], *reversed(lines[place : place + 2]), *lines[place + 2 :]])


def wrong_signs(data: bytes) -> Iterator[bytes]:
    """Every sign between fields replaced by another, in the whole file or in one segment."""
    lines = _lines(data)
    for sign in (b"|", b"^", b"~", b"\\", b"&"):
        for other in (b"|", b"^", b"#", b"A", b" ", b""):
            yield data.replace(sign, other)
            for place in range(0, len(lines), 3):
                harmed = lines[place].replace(sign, other)
                yield b"".join([*lines[:place], harmed, *lines[place + 1 :]])


def strange_values(data: bytes) -> Iterator[bytes]:
    """One field at a time with what cannot be meant."""
    lines = _lines(data)
    for place, line in enumerate(lines):
        cells = line.rstrip(b"\r\n").split(b"|")
        for number in range(1, len(cells)):
            value = VALUES[(place + number) % len(VALUES)]
            harmed = b"|".join([*cells[:number], value, *cells[number + 1 :]]) + b"\r"
            yield b"".join([*lines[:place], harmed, *lines[place + 1 :]])


HARMS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    harm.__name__: harm
    for harm in (
        cut_off, strange_bytes, lost_segments, repeated_segments, wrong_signs, strange_values,
    )
}  # fmt: skip
