"""Words in an envelope that only the holder of a key opens: the format age (age-encryption.org/v1).

Any program that knows age opens it, also without OpenWard and without a connection.
"""

from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt
from pyrage.x25519 import Identity, Recipient


class NoKey(ValueError):  # noqa: N818 - it names what was given
    """It is not a key, or not the key of this envelope."""


def new_key() -> tuple[str, str]:
    """A secret key (`AGE-SECRET-KEY-1…`) and the public key (`age1…`) that belongs to it."""
    made = Identity.generate()
    return str(made), str(made.to_public())


def check_public_key(text: str) -> None:
    """Raises NoKey where it is not a public key of age."""
    try:
        Recipient.from_str(text)
    except RecipientError:
        raise NoKey from None


def seal(words: str, public_key: str) -> str:
    """The words as an armoured age file."""
    recipient = Recipient.from_str(public_key)
    return encrypt(words.encode(), [recipient], armored=True).decode("ascii")


def unseal(sealed: str, secret_key: str) -> str:
    """The words again, exactly.

    Raises
    ------
    NoKey
        The key is none, or another one's.
    """
    try:
        return decrypt(sealed.encode("ascii"), [Identity.from_str(secret_key.strip())]).decode()
    except (DecryptError, IdentityError):
        raise NoKey from None
