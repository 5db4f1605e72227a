"""Parts of zipped office files, never more of them than a report can need."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from app.importers.terms.plain import TOO_LARGE, Unreadable

MAX_PART = 6 << 20
"""Bytes of one part, unpacked; the official form takes a quarter of a million."""
_MAX_PARTS = 5000
_MAX_DIRECTORY = 1 << 20
"""Bytes of the list of all parts: zipfile makes an object of each line before any is asked for."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""As office files are packed. What else zipfile knows it unpacks whole, however little is read."""
_TOO_MANY = "文件里的部分太多，不像是一份年报"
_DAMAGED = "文件已损坏，打不开；请重新取一份，或者用 Word、WPS 打开后另存一份再导入"


class _File(io.BytesIO):
    """An archive's bytes; of its list no more is read than may be."""

    most = _MAX_DIRECTORY

    def read(self, size: int | None = -1) -> bytes:
        """Raises `Unreadable` where more is wanted at once."""
        if size is not None and size > self.most:
            raise Unreadable(_TOO_MANY)
        return super().read(size)


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in `content`.

    Raises:
        Unreadable: it is damaged or locked, whenever that comes out.
    """
    try:
        file = _File(content)
        with zipfile.ZipFile(file) as archive:
            if len(archive.filelist) > _MAX_PARTS:
                raise Unreadable(_TOO_MANY)
            file.most = len(content)
            yield archive
    except RuntimeError as error:  # zipfile's word for "needs a password"
        raise Unreadable("文件设有密码，请取消密码后再导入") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except (KeyError, ValueError, IndexError) as error:
        raise Unreadable(_DAMAGED) from error


def part(archive: zipfile.ZipFile, name: str, limit: int = MAX_PART) -> bytes:
    """One part, unpacked; empty where the archive has none of that name.

    Raises:
        Unreadable: it is larger than `limit`, whatever the archive says of its size, or packed as
            no office program does.
    """
    if name not in archive.NameToInfo:
        return b""
    if archive.NameToInfo[name].compress_type not in _PACKED:
        raise Unreadable(_DAMAGED)
    with archive.open(name) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise Unreadable(TOO_LARGE)
    return content
