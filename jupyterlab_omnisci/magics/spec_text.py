"""Reads the body of a Vega cell: JSON as people paste it, or YAML if PyYAML is there."""

import json

from ..omnisci_error import OmniSciError

YAML_MISSING = (
    "The cell is no JSON. It may be YAML if PyYAML is there: %pip install PyYAML, and restart the "
    "kernel."
)

TOO_DEEP = "The spec is nested too deeply, or contains itself."


def parse_spec(text: str) -> dict:
    """
    The spec as JSON has it. Texts in JSON may contain newlines and tabs as they are, since SQL does.

    Raises OmniSciError "vega_invalid", with the line and column of the cell's body.
    """
    try:
        spec = _parse_json(text) if text.lstrip()[:1] == "{" else _parse_yaml(text)
    except RecursionError:
        raise _invalid(TOO_DEEP) from None
    except ValueError:
        # An integer of thousands of digits, or a date of YAML that there is not.
        raise _invalid("The spec has a value that Python cannot read.") from None
    if not isinstance(spec, dict):
        raise _invalid("The cell has no spec below its first line: an object is missing.")
    return spec


def text_of(spec: dict) -> str:
    """The spec as JSON text. Raises OmniSciError if it has values that JSON lacks."""
    try:
        return json.dumps(spec, allow_nan=False)
    except RecursionError:
        raise _invalid(TOO_DEEP) from None
    except (TypeError, ValueError):
        raise _invalid(_where_not_json(spec)) from None


def _parse_json(text: str):
    try:
        # Not strict: as the parser of HeavyDB, and as `parseVegaText` of src/vega/.
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        # YAML also knows objects in braces, with less quotes.
        try:
            return _parse_yaml(text)
        except OmniSciError:
            raise _invalid(
                f"The spec is no JSON: {error.msg}, line {error.lineno}, column {error.colno}."
            ) from None


def _parse_yaml(text: str):
    try:
        import yaml
    except ImportError:
        raise _invalid(YAML_MISSING) from None
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise _invalid(f"The spec is no YAML: {problem}{place}.") from None


def _where_not_json(value) -> str:
    """Names the first value that JSON lacks, such as a date of YAML."""
    try:
        return _not_json_in(value, "")
    except RecursionError:
        return TOO_DEEP


def _not_json_in(value, path: str) -> str:
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, (list, tuple))
        else ()
    )
    for name, item in items:
        if found := _not_json_in(item, f"{path}/{name}"):
            return found
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return f"{path}: JSON has no value like {value!r}. Put it into quotes."
    return ""


def _invalid(message: str) -> OmniSciError:
    return OmniSciError(message, "vega_invalid")
