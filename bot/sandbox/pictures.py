"""What Telegram finds out about a picture by looking at its first bytes."""

from __future__ import annotations

import struct

PNG = b"\x89PNG\r\n\x1a\n"
PNG_SIZE = slice(16, 24)
PICTURES = (PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")


def is_picture(data: bytes) -> bool:
    """Tell whether it is a picture of a kind that can be shown."""
    return data.startswith(PICTURES)


def size(picture: bytes) -> tuple[int, int]:
    """Return width and height; of any but a PNG nothing, for nobody needs to know."""
    if not picture.startswith(PNG) or len(picture) < PNG_SIZE.stop:
        return 0, 0
    width, height = struct.unpack(">II", picture[PNG_SIZE])
    return width, height
