"""The manual pages, made of what the program says of its commands (``--experimental-dump-help``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

Command = dict[str, Any]

# The table of docs/guide/python.md has the same.
_STATUSES = [
    ("0", "Done."),
    ("1", "A check failed, or results differ."),
    ("64", "The command line is wrong."),
    ("65", "A scenario or its data are invalid."),
    ("66", "A file that was named does not exist."),
    ("70", "A fault of the program."),
    ("73", "The folder may not be written, or has something else in it."),
    ("74", "Reading or writing failed, such as on a full disk."),
    ("75", "Interrupted, or a precision not reached; what there is is valid, and can be resumed."),
    ("130", "Stopped at once, by a second interrupt."),
]
_BUILDS = (
    "A packaged program has two builds with the same results: x86-64 for any machine, and x86-64-v3 for a "
    "processor with AVX2, BMI2 and FMA. It takes the faster one that the machine can run, unless this "
    "variable names one."
)


def _escaped(text: str) -> str:
    """Text for troff. A hyphen that is to be typed or copied is a minus to it."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in {".", "'"} else text


def _name(name: dict[str, str]) -> str:
    return ("-" if name["kind"] == "short" else "--") + name["name"]


def _item(argument: Command) -> Iterator[str]:
    value = argument["valueName"]
    if argument["kind"] == "positional":
        head = f"\\fI{_escaped(value)}\\fR" + (" ..." if argument["isRepeating"] else "")
    else:
        head = ", ".join(f"\\fB{_escaped(_name(name))}\\fR" for name in argument["names"])
        if argument["kind"] == "option":
            head += f" \\fI{_escaped(value)}\\fR"
    yield ".TP"
    yield head
    text = argument.get("abstract", "")
    facts = []
    if values := argument.get("allValues"):
        facts.append("values: " + ", ".join(values))
    if (default := argument.get("defaultValue")) is not None and argument["kind"] != "flag":
        facts.append(f"default: {default}")
    yield _escaped(text + (f" ({'; '.join(facts)})" if facts else ""))


def _discussion(text: str) -> Iterator[str]:
    """Paragraphs; lines that stand further in are commands and stay lines."""
    is_literal = False
    for line in text.split("\n"):
        literal = line.startswith("  ")
        if literal != is_literal:
            yield from ([".PP", ".RS 4", ".nf"] if literal else [".fi", ".RE"])
            is_literal = literal
        if not line:
            yield ".PP"
        elif line == "Example:":
            yield ".SH EXAMPLES"
        else:
            yield _escaped(line.strip() if literal else line)
    if is_literal:
        yield from [".fi", ".RE"]


def _synopsis(words: list[str], command: Command) -> Iterator[str]:
    shown = [one for one in command.get("arguments", []) if one["shouldDisplay"]]
    line = f"\\fB{_escaped(' '.join(words))}\\fR"
    if any(one["kind"] != "positional" for one in shown):
        line += " [\\fIoptions\\fR]"
    for one in shown:
        if one["kind"] == "positional":
            name = f"\\fI{_escaped(one['valueName'])}\\fR" + (" ..." if one["isRepeating"] else "")
            line += f" [{name}]" if one["isOptional"] else f" {name}"
    if command.get("subcommands"):
        line += " \\fIcommand\\fR"
    yield line


def _page(words: list[str], command: Command, version: str, date: str) -> str:
    name = "-".join(words)
    lines = [
        f'.TH "{_escaped(name.upper())}" 1 "{date}" "sim\\-run {version}" "User Commands"',
        ".SH NAME",
        f"{_escaped(name)} \\- {_escaped(command.get('abstract', '').rstrip('.'))}",
        ".SH SYNOPSIS",
        *_synopsis(words, command),
    ]
    before, _, examples = command.get("discussion", "").partition("Example:\n")
    if before.strip():
        lines += [".SH DESCRIPTION", *_discussion(before.strip())]
    subcommands = [one for one in command.get("subcommands", []) if one["commandName"] != "help"]
    if subcommands:
        lines.append(".SH COMMANDS")
        for one in subcommands:
            page = "-".join([*words, one["commandName"]])
            lines += [".TP", f"\\fB{_escaped(page)}\\fR(1)", _escaped(one.get("abstract", ""))]
    # Parts keep the order of the help.
    sections: dict[str, list[Command]] = {}
    for one in command.get("arguments", []):
        if one["shouldDisplay"]:
            title = "Arguments" if one["kind"] == "positional" else one.get("sectionTitle", "Options")
            sections.setdefault(title, []).append(one)
    for title, arguments in sections.items():
        lines.append(f'.SH "{_escaped(title.upper())}"')
        for one in arguments:
            lines += _item(one)
    if examples.strip():
        lines += [".SH EXAMPLES", *_discussion(examples.rstrip())]
    if len(words) == 1:
        lines.append(".SH EXIT STATUS")
        for status, meaning in _STATUSES:
            lines += [".TP", status, _escaped(meaning)]
        lines += [".SH ENVIRONMENT", ".TP", "\\fBSIM_RUN_BUILD\\fR", _escaped(_BUILDS)]
    else:
        lines += [".SH SEE ALSO", f"\\fB{_escaped('-'.join(words[:-1]))}\\fR(1)"]
    return "\n".join(lines) + "\n"


def pages(dump: Command, version: str, epoch: int) -> dict[str, str]:
    """File names and texts of the pages, one for each command."""
    date = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    made: dict[str, str] = {}

    def add(words: list[str], command: Command) -> None:
        made["-".join(words) + ".1"] = _page(words, command, version, date)
        for one in command.get("subcommands", []):
            if one["commandName"] != "help" and one["shouldDisplay"]:
                add([*words, one["commandName"]], one)

    add([dump["command"]["commandName"]], dump["command"])
    return made
