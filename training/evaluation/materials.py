"""The data of all protocols, each file read once a run and only if a protocol needs it."""

from __future__ import annotations

from functools import cached_property

from skillsearch.records import Concept
from training.data.esco import Esco, read_esco
from training.data.held import held
from training.data.layout import DataFolder
from training.data.ssf import Statement, read_statements

__all__ = ["Materials"]


class Materials:
    """What several protocols share; the rest they read from ``folder`` themselves."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder

    @cached_property
    def esco(self) -> Esco:
        """ESCO 1.1.0 in English."""
        return read_esco(self.folder.esco_1_1_0)

    @cached_property
    def held_out(self) -> tuple[Concept, ...]:
        """The skills of ESCO 1.1.0 whose URI is held: no text of them is trained on."""
        return tuple(skill for skill in self.esco.skills if held(skill.id))

    @cached_property
    def occupations(self) -> tuple[Concept, ...]:
        """The occupations of ESCO 1.1.1 in English."""
        return read_esco(self.folder.esco_1_1_1).occupations

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All proficiency statements of SSF 2026 with their titles."""
        return read_statements(self.folder.ssf_mapping_2026)
