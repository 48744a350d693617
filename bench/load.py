"""So many readers who each wait for an answer before they send the next request: plain sockets.

Threads of this process; a request is one write and reads until the server closes the connection,
so that the client takes little of the processor away from the server.
"""

from __future__ import annotations

import socket
import statistics
import time
from collections.abc import Callable, Sequence
from threading import Thread
from urllib.parse import urlencode

#: Makes the bytes of the next request.
Request = Callable[[], bytes]


def get(path: str, cookies: dict[str, str]) -> Request:
    """A page, always the same."""
    made = f"GET {path} HTTP/1.1\r\n{_head(cookies)}\r\n".encode()
    return lambda: made


def post(path: str, cookies: dict[str, str], fields: Callable[[], dict[str, str]]) -> Request:
    """A form with other fields every time."""
    head = f"POST {path} HTTP/1.1\r\n{_head(cookies)}"
    kind = "Content-Type: application/x-www-form-urlencoded"

    def made() -> bytes:
        body = urlencode(fields())
        return f"{head}{kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()

    return made


def latencies(port: int, request: Request, clients: int, seconds: float) -> list[float]:
    """Seconds from sending to the end of the answer, of every request.

    Raises
    ------
    RuntimeError
        An answer was no success.
    """
    took: list[float] = []
    wrong: list[bytes] = []
    until = time.perf_counter() + seconds

    def reader() -> None:
        while time.perf_counter() < until and not wrong:
            start = time.perf_counter()
            answer = _answer(port, request())
            took.append(time.perf_counter() - start)
            if answer[9:10] not in {b"2", b"3"} or b"Location: /accounts/" in answer:
                wrong.append(answer)

    threads = [Thread(target=reader) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(wrong[0][:2000].decode(errors="replace"))
    return took


def percentiles(took: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 in milliseconds."""
    cuts = statistics.quantiles(took, n=100)
    return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000


def _answer(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def _head(cookies: dict[str, str]) -> str:
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    token = cookies.get("csrftoken", "")
    return (f"Host: 127.0.0.1\r\nConnection: close\r\nCookie: {sent}\r\n"
            f"X-CSRFToken: {token}\r\n")  # fmt: skip
