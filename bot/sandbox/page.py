"""The page: a Telegram to look at, as files of this folder. Knows nothing of what is said."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).with_name("web")
MEDIA = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The page is this folder and nothing else: no other host, nothing written into it as markup.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def find(path: str) -> web.Response | None:
    """Return the file of the page that stands at *path*, None where there is none."""
    names = {f"/web/{file.name}": file for file in FOLDER.iterdir() if file.suffix in MEDIA}
    file = FOLDER / "index.html" if path == "/" else names.get(path)
    if file is None:
        return None
    return web.Response(body=file.read_bytes(), content_type=MEDIA[file.suffix], charset="utf-8", headers=HEADERS)
