"""How two starts of one user know each other: by a key that only this user can read.

A name alone proves nothing: whoever listens first under it would be told which report is opened. So
each end proves that it has the key, which is never sent, and the file is named last.
"""

import contextlib
import os
import sys
from pathlib import Path

_KEY, _BYTES = "instance.key", 32
_AS_IT_IS = getattr(os, "O_BINARY", 0)


def made(folder: Path) -> bytes:
    """A new key, for as long as the program runs that made it.

    Raises:
        OSError: it cannot be written.
    """
    place, key = folder / _KEY, os.urandom(_BYTES)
    place.unlink(missing_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    return key


def known(folder: Path) -> bytes:
    """The key of the program that runs; b"" where none is there, or not yet."""
    with contextlib.suppress(OSError):
        key = (folder / _KEY).read_bytes()
        return key if len(key) == _BYTES else b""
    return b""


def nonce() -> str:
    return os.urandom(16).hex()


def proof(key_: bytes, who: str, *words: str) -> str:
    """What only an end with the key can say, about what both have said."""
    import hmac  # with OpenSSL; no first start needs it

    return hmac.new(key_, "\n".join((who, *words)).encode(), "sha256").hexdigest()


def is_proof(said: str, right: str) -> bool:
    from hmac import compare_digest

    return compare_digest(said.encode(), right.encode())


def is_own(place: Path) -> bool:
    """Whether a file or a folder is this user's, and nobody else's; Windows' profiles are so."""
    if sys.platform == "win32":
        return place.exists()
    found = place.lstat()
    is_link = (found.st_mode & 0o170000) == 0o120000
    return found.st_uid == os.getuid() and not found.st_mode & 0o077 and not is_link


def is_same_user(descriptor: int) -> bool:
    """Whether the other end of a socket is a program of this user, as far as the system tells."""
    if sys.platform != "linux":
        return True  # the key tells
    import socket  # no first start needs it
    import struct

    with socket.socket(fileno=os.dup(descriptor)) as other:
        size = struct.calcsize("3i")
        _, user, _ = struct.unpack(
            "3i", other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        )
    return bool(user == os.getuid())
