"""A browser without a screen: cookies, forms, and no following of redirects."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

from tests.web.names import PASSWORD


class Answer(NamedTuple):
    """What came back. is_acknowledged: the server says that it has what was sent."""

    status: int
    location: str
    body: bytes

    @property
    def is_acknowledged(self) -> bool:
        """A page, or the way to one that is not the sign-in page."""
        return 200 <= self.status < 400 and "/accounts/" not in self.location


class Client:
    """One reader. cookies: of somebody who has signed in already."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._send("POST", path, urlencode(fields))

    def sign_in(self, name: str = "nurse") -> None:
        """As a person does: the page, then the form."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": name, "password": PASSWORD})
        if answer.status != 302:
            raise RuntimeError(f"{name} cannot sign in: {answer.status}")

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded",
                        "X-CSRFToken": self.cookies.get("csrftoken", "")}  # fmt: skip
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers.get("Location", ""), response.read())
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return answer
