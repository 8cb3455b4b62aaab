"""A Bot API that takes every message and answers after a while: what benches send to. A process of its own.

python tests/bench/answering.py --delay 0.05        prints its port, and answers until its input ends
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TOKEN = "1:bench"
SENT = (
    b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":7,"type":"private","first_name":"Ana"},'
    b'"from":{"id":1,"is_bot":true,"first_name":"azalea"},"text":"08:00. Your usual?"}}'
)
ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"azalea","username":"azalea_bot"}}'
END = b"\r\n\r\n"


class Answering(asyncio.Protocol):
    """One connection: each request is read whole, and answered after *delay* seconds."""

    def __init__(self, delay: float) -> None:
        """Wait for the connection."""
        self._delay = delay
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that came whole."""
        self._came += data
        while END in self._came:
            head, _, rest = self._came.partition(END)
            length = next(
                (
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                ),
                0,
            )
            if len(rest) < length:
                return
            self._came = rest[length:]
            body = ME if b"/getMe" in head.partition(b"\r\n")[0] else SENT
            asyncio.get_running_loop().call_later(self._delay, self._answer, body)

    def _answer(self, body: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(head + body)


async def serve(delay: float) -> None:
    """Answer until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(delay), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - who started this reads it
    await loop.run_in_executor(None, sys.stdin.read)


@contextlib.contextmanager
def answering(delay: float) -> Iterator[str]:
    """Run it in a process of its own, and yield its address."""
    command = [sys.executable, str(Path(__file__)), "--delay", str(delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise AssertionError
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.communicate()


def main() -> None:
    """Answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds until an answer (default %(default)s)")
    asyncio.run(serve(parser.parse_args().delay))


if __name__ == "__main__":
    main()
