"""What every sub-command shares: settings as flags, output as a table or JSON, errors."""

from skillsearch.console.options import json_option, settings_options
from skillsearch.console.output import console, print_json, print_warnings, progress_console

__all__ = [
    "console",
    "json_option",
    "print_json",
    "print_warnings",
    "progress_console",
    "settings_options",
]
