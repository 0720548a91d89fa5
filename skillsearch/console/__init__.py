"""What every sub-command shares: settings as flags, help, output as a table or JSON."""

from skillsearch.console.help import GuessingGroup, SectionedCommand, SectionedOption
from skillsearch.console.options import (
    DOCUMENT_SETTINGS,
    ENCODER_SETTINGS,
    QUESTION_SETTINGS,
    SECRETS,
    SERVER_SETTINGS,
    STORE_SETTINGS,
    flag_of,
    json_option,
    settings_options,
)
from skillsearch.console.output import console, print_json, print_warnings, progress_console

__all__ = [
    "DOCUMENT_SETTINGS",
    "ENCODER_SETTINGS",
    "QUESTION_SETTINGS",
    "SECRETS",
    "SERVER_SETTINGS",
    "STORE_SETTINGS",
    "GuessingGroup",
    "SectionedCommand",
    "SectionedOption",
    "console",
    "flag_of",
    "json_option",
    "print_json",
    "print_warnings",
    "progress_console",
    "settings_options",
]
