"""The command `jupyter omnisci`: reads its arguments, and prints what the parts of it answer."""

import asyncio
import sys
from argparse import Action, ArgumentParser, Namespace

from .. import __version__


def main() -> None:
    parser = _parser()
    try:
        arguments, others = parser.parse_known_args()
        if others and arguments.run is not _check:
            parser.error(f"unknown: {' '.join(others)}")
        sys.exit(arguments.run(arguments, others))
    except RuntimeError as error:
        sys.exit(str(error))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "jupyter omnisci",
        description="Looks after the OmniSci extension of a Jupyter server.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--help-all", action=_HelpAll, nargs=0, help="also show every setting")
    parser.add_argument(
        "--generate-config",
        action=_GenerateConfig,
        nargs="?",
        metavar="FILE",
        help="add every setting, commented out, to FILE; by default to your own "
        "jupyter_server_config.py",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run, text: str) -> ArgumentParser:
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.set_defaults(run=run)
        return command

    check = add("check", _check, "Say what is configured, and whether it works.")
    check.add_argument("--json", action="store_true", help="print JSON")
    check.epilog = (
        "Takes the options of `jupyter lab` too, such as --config=FILE: give it those that you "
        "start Jupyter with. Ends with 1 where something is wrong."
    )
    listing = add(
        "connections", _connections, "List the servers that your running JupyterLab connects to."
    )
    ending = add("sign-out", _sign_out, "End the sessions that your running JupyterLab opened.")
    ending.add_argument("server", nargs="*", metavar="SERVER", help="by default all servers")
    for command in (listing, ending):
        command.add_argument(
            "--url", default="", help="the URL of the Jupyter server, if you run several"
        )
    return parser


class _HelpAll(Action):
    def __call__(self, parser, *_others):
        from .settings_help import settings_help

        parser.print_help()
        print(f"\n{settings_help()}")
        parser.exit()


class _GenerateConfig(Action):
    def __call__(self, parser, _namespace, file, _option=None):
        from .settings_help import generate_config

        print(generate_config(file or ""))
        parser.exit()


def _check(arguments: Namespace, options: list[str]) -> int:
    from .check import check
    from .findings import as_json, as_text, is_well

    findings = asyncio.run(check(options))
    print(as_json(findings) if arguments.json else as_text(findings))
    return 0 if is_well(findings) else 1


def _connections(arguments: Namespace, _others: list[str]) -> int:
    from .running_server import as_table, connections, find_server

    print(as_table(connections(find_server(arguments.url))))
    return 0


def _sign_out(arguments: Namespace, _others: list[str]) -> int:
    from .running_server import find_server, sign_out

    print("\n".join(sign_out(find_server(arguments.url), arguments.server)))
    return 0


if __name__ == "__main__":
    main()
