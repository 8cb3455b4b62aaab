"""The command line. Answers on standard output; refusals and errors as one sentence on standard error.

Exit codes: 0, 1 for something that is wrong with the data or a failed check, 2 for usage and settings, 70 for a bug.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


LONGEST_NAME = 64
LONGEST_PORT = 65535
SLOWEST, FASTEST = 0.1, 10_000.0


def _examples(*lines: str) -> str:
    # The mark keeps the lines apart where help is printed.
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app = typer.Typer(
    name="azalea",
    help="A chat bot for people who take azathioprine: it asks at the right time, writes down the answer, and shows "
    "short pieces of a guide.",
    epilog=_examples("azalea chat", "azalea sandbox", "azalea run", "azalea diary --json", "azalea COMMAND --help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
guide_app = typer.Typer(
    help="Read and check the guide.",
    epilog=_examples("azalea guide show sideeffects/nausea", "azalea guide search can i have a glass of wine"),
    no_args_is_help=True,
)
app.add_typer(guide_app, name="guide")
tests_app = typer.Typer(
    help="Look at published schedules of blood tests.",
    epilog=_examples("azalea tests preview bsr2017 --from 2026-12-01"),
    no_args_is_help=True,
)
app.add_typer(tests_app, name="tests")
key_app = typer.Typer(
    help="Find and renew the key that all is sealed with.",
    epilog=_examples("azalea key where", "azalea key rotate"),
    no_args_is_help=True,
)
app.add_typer(key_app, name="key")

DataFolder = Annotated[
    Path | None, typer.Option("--data", help="The folder that holds azalea.db. Else AZALEA_DATA, else ./data.")
]


def _settings(data: Path | None) -> Settings:
    import os

    from bot.settings import read_settings

    return read_settings(os.environ, data)


@app.command(epilog=_examples("azalea chat", "azalea chat --data ~/azalea --name Ana", "echo /today | azalea chat"))
def chat(
    data: DataFolder = None,
    name: Annotated[str, typer.Option(help="Whose account this is; each name has a diary of its own.")] = "me",
) -> None:
    """Talk to azalea here, at this terminal.

    /start begins. Type what you would write in a chat; a number presses a button. Ctrl-D leaves. Reminders arrive
    while it is open. Lines can also be piped in, and NO_COLOR leaves the colours out.
    """
    import asyncio

    from bot import running, wiring

    settings = _settings(data)
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        message = f"--name takes a name of 1 to {LONGEST_NAME} letters."
        raise typer.BadParameter(message)
    wiring.quiet_logs(settings.log_level)
    asyncio.run(running.chat(settings, name))


@app.command(
    epilog=_examples(
        "AZALEA_TELEGRAM_TOKEN_FILE=~/token azalea run --data /srv/azalea",
        "azalea run",
    )
)
def run(data: DataFolder = None) -> None:
    """Run azalea on Telegram, until Ctrl-C or SIGTERM.

    It needs a bot of yours, which @BotFather on Telegram makes. `azalea check` says what is to be set still.
    """
    import asyncio

    from bot import running, wiring

    settings = _settings(data)
    wiring.quiet_logs(settings.log_level)
    raise typer.Exit(0 if asyncio.run(running.run(settings, typer.echo)) else 1)


@app.command(epilog=_examples("azalea sandbox", "azalea sandbox --clock-speed 60", "azalea sandbox --server-only"))
def sandbox(
    data: DataFolder = None,
    port: Annotated[int, typer.Option(min=0, max=LONGEST_PORT, help="Where it is; 0 takes a free port.")] = 8081,
    server_only: Annotated[bool, typer.Option("--server-only", help="Without azalea.")] = False,  # noqa: FBT002
    clock_speed: Annotated[float, typer.Option(help="How many times as fast time goes by.")] = 1,
) -> None:
    """Try azalea in a browser, on a local Telegram.

    It is on this machine alone, and runs until Ctrl-C or SIGTERM. Programs act there as people, over HTTP. What was
    said stays in the data folder.
    """
    import asyncio

    from bot import running, wiring

    settings = _settings(data)
    if not SLOWEST <= clock_speed <= FASTEST:
        message = f"--clock-speed takes a number from {SLOWEST:g} to {FASTEST:g}."
        raise typer.BadParameter(message)
    wiring.quiet_logs(settings.log_level)
    trial = running.Trial(port, clock_speed, server_only)
    raise typer.Exit(0 if asyncio.run(running.sandbox(settings, trial, typer.echo)) else 1)


@app.command(epilog=_examples("azalea invite", "azalea invite --uses 800 --until 2027-01-31"))
def invite(
    data: DataFolder = None,
    uses: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many people may start with it.")] = 1,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Its last day; else the 30th from today."),
    ] = None,
) -> None:
    """Make a code that lets people start, and show it once. azalea may be running.

    Give it to the people it is for: type it, read it out, or send the link.
    """
    import asyncio

    from bot import inviting, wiring

    last = until.date() if until else None
    typer.echo(asyncio.run(inviting.invite(_settings(data), uses, last, wiring.Clock().now())))


@app.command(epilog=_examples("azalea diary", "azalea diary --data ~/azalea --json"))
def diary(
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")] = False,  # noqa: FBT002
) -> None:
    """Show what is written down, oldest first. Changes nothing; azalea may be running."""
    import asyncio

    from bot import reports

    settings = _settings(data)
    typer.echo(asyncio.run(reports.diary(settings.data, settings.key_file, as_json=as_json)))


@app.command(epilog=_examples("azalea check", "azalea check --data ~/azalea"))
def check(data: DataFolder = None) -> None:
    """Check whether azalea can run.

    Settings, database, key, content, clock, channels and people get a line each. Exit code 1 if one is bad.
    """
    import asyncio

    from bot import reports, wiring

    lines, good = asyncio.run(reports.check(_settings(data), wiring.Clock().now()))
    typer.echo("\n".join(lines))
    raise typer.Exit(0 if good else 1)


@guide_app.command("show", epilog=_examples("azalea guide show sideeffects/nausea"))
def guide_show(
    topic: Annotated[str, typer.Argument(metavar="SHELF/TOPIC", help="For example sideeffects/nausea.")],
) -> None:
    """Show one excerpt of the guide, with its sources."""
    from bot import guide_reports

    typer.echo(guide_reports.excerpt(topic, _settings(None).overlay))


@guide_app.command("check", epilog=_examples("azalea guide check"))
def guide_check() -> None:
    """Check the guide and the phrases.

    The first thing that is wrong is named with its file and line. What AZALEA_CONTENT names is checked with them.
    """
    from bot import guide_reports

    typer.echo(guide_reports.check_content(_settings(None).overlay))


@guide_app.command(
    "search",
    epilog=_examples(
        "azalea guide search can i have a glass of wine",
        "azalea guide search --json hair falling out",
        "azalea guide search --stdin < questions.txt",
    ),
)
def guide_search(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="A question, as people put it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON: topic, score, title, facts.")] = False,  # noqa: FBT002
    stdin: Annotated[bool, typer.Option("--stdin", help="A question a line; a line of JSON each.")] = False,  # noqa: FBT002
) -> None:
    """Show which excerpts a question finds.

    The best comes first; the list is empty where the guide does not hold it.
    """
    from bot import guide_reports

    if stdin == bool(words):
        message = "WORDS or --stdin is needed, and not both."
        raise typer.BadParameter(message)
    questions = (line.rstrip("\n") for line in sys.stdin) if stdin else [" ".join(words or ())]
    for found in guide_reports.search(questions, _settings(None).overlay, as_json=as_json or stdin):
        typer.echo(found)


@guide_app.command("stats", epilog=_examples("azalea guide stats"))
def guide_stats() -> None:
    """Count what the guide holds.

    Excerpts, facts, sources, the oldest check, the reading age, and who read it.
    """
    from bot import guide_reports

    typer.echo(guide_reports.stats(_settings(None).overlay))


@guide_app.command("coverage", epilog=_examples("azalea guide coverage > content/COVERAGE.md"))
def guide_coverage() -> None:
    """Print which excerpts carry which fact, as Markdown."""
    from bot import guide_reports

    _settings(None)
    typer.echo(guide_reports.coverage(), nl=False)


@tests_app.command(
    "preview",
    epilog=_examples(
        "azalea tests preview bsr2017 --from 2026-12-01",
        "azalea tests preview fda_label --from 2026-12-01 --until 2027-03-01",
    ),
)
def preview_tests(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="For example sps_gastro.")],
    start: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The day it is counted from.")
    ],
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The last day shown; else a year after --from."),
    ] = None,
) -> None:
    """Show the days on which a published schedule has blood tested, a line each, and where it was read.

    It is what others say. The days that a clinic gave are the ones that count.
    """
    from bot import testplan_reports

    if until and until < start:
        message = "--until takes a day that is not before --from."
        raise typer.BadParameter(message)
    last = until.date() if until else None
    typer.echo(testplan_reports.preview(plan, start.date(), last, _settings(None).overlay))


@key_app.command("where", epilog=_examples("azalea key where", "azalea key where --data ~/azalea"))
def key_where(data: DataFolder = None) -> None:
    """Print where the key file lies.

    Keep one copy of that file, apart from the backups of the data folder: without it nothing can be read. Replace the
    copy when somebody was erased, for the old one still opens old backups.
    """
    from bot import reports

    typer.echo(reports.key_place(_settings(data)))


@key_app.command("rotate", epilog=_examples("azalea key rotate", "azalea key rotate --data ~/azalea"))
def key_rotate(data: DataFolder = None) -> None:
    """Make a new key and seal everything with it.

    For when somebody may have seen the old one. azalea must not be running. If it is interrupted, say it again.
    Afterwards make a new backup and a new copy of the key: what was backed up before opens only with a copy of the old
    key.
    """
    import asyncio

    from bot import running, wiring

    settings = _settings(data)
    wiring.quiet_logs(settings.log_level)

    def tell(done: int, of: int) -> None:
        typer.echo(f"{done} of {of} values", err=True)

    typer.echo(asyncio.run(running.rotate(settings.data, settings.key_file, tell)))


def main() -> None:
    """Run the command line, and turn what goes wrong into one sentence and an exit code."""
    sys.exit(_run())


def _run() -> int:
    from bot.content import BadContent
    from bot.guide_reports import UnknownExcerpt
    from bot.settings_reading import BadSettings
    from bot.store.database_file import BadStore
    from bot.store.key_file import BadKey, MisplacedKey
    from bot.testplan_reports import UnknownPlan

    try:
        ended = app(prog_name="azalea", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except typer.TyperException as error:
        return _refuse(error.format_message(), error.exit_code)
    except (BadSettings, MisplacedKey, UnknownPlan) as error:
        return _refuse(str(error), 2)
    except (BadStore, BadKey, BadContent, UnknownExcerpt) as error:
        return _refuse(str(error), 1)
    except Exception as error:  # noqa: BLE001 - nobody is shown a traceback; the place is enough to find the bug
        from bot.inbox import place

        return _refuse(f"Something is wrong inside azalea ({place(error)}). What was written down is kept.", 70)
    return ended if isinstance(ended, int) else 0


def _refuse(sentence: str, code: int) -> int:
    typer.echo(sentence, err=True)
    return code


if __name__ == "__main__":
    main()
