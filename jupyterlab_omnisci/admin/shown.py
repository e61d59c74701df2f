"""How the value of a setting is shown: without what could be a secret."""

from urllib.parse import urlsplit


def shown(value) -> str:
    """
    Of servers only how many; of a command only the program, since its arguments may be anything; of
    an address neither user, password nor query.
    """
    if isinstance(value, list):
        return _list(value)
    text = str(value)
    if "://" in text:
        parts = urlsplit(text)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return text


def shown_command(command: list[str]) -> str:
    program, *arguments = command
    return f"{program} … (its arguments are not shown)" if arguments else program


def _list(values: list) -> str:
    if any(isinstance(value, dict) for value in values):
        return f"{len(values)} server{'' if len(values) == 1 else 's'}"
    return ", ".join(map(shown, values))
