"""What people decided about pairs of concepts: one skill, two skills, or to be looked at later."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, insert, select, update

from skillsearch.errors import NotFound, QueryError
from skillsearch.ledger.cleaning import storable, storable_text
from skillsearch.ledger.database import Database, iso
from skillsearch.ledger.job_rows import new_job_id
from skillsearch.ledger.schema import decisions
from skillsearch.ledger.verdicts import Decision, NewDecision

__all__ = ["Decisions"]


class Decisions(Database):
    """A ledger that remembers verdicts. Nothing is ever removed: undone ones stay, marked."""

    def decide(self, tenant: str, new: NewDecision) -> Decision:
        """Keep a verdict; of several on one pair the last that is not undone stands.

        Raises :class:`QueryError` for a concept paired with itself, a survivor that is neither,
        or a decision without a name.
        """
        left, right, labels = new.left, new.right, (new.left_label, new.right_label)
        if left == right:
            raise QueryError(
                f"{left!r} cannot be compared with itself.", remedy="Name two different concepts."
            )
        if not new.by.strip():
            raise QueryError("Who decides is not said.", remedy="Give a name: --by NAME.")
        if new.survivor and (new.verdict != "merge" or new.survivor not in (left, right)):
            raise QueryError(
                f"{new.survivor!r} cannot be the survivor of {new.verdict!r} on {left!r} and "
                f"{right!r}.",
                remedy="Only of two that are merged one survives: name one of them.",
            )
        if left > right:
            left, right, labels = right, left, labels[::-1]
        now = self.clock()
        made = Decision(
            id=new_job_id(now),
            tenant=tenant,
            taxonomy=storable(new.taxonomy),
            type=new.type,
            version=storable(new.version),
            left=storable(left),
            right=storable(right),
            left_label=storable_text(labels[0]),
            right_label=storable_text(labels[1]),
            verdict=new.verdict,
            survivor=storable(new.survivor),
            by=storable_text(new.by.strip()),
            note=storable_text(new.note),
            created=iso(now),
            undone="",
            undone_by="",
        )
        values = {column.name: getattr(made, column.name) for column in decisions.c}
        with self.writing() as connection:
            connection.execute(insert(decisions).values(**values))
        return made

    def decisions(
        self,
        tenant: str,
        taxonomy: str | None = None,
        type: str | None = None,
        *,
        undone: bool = False,
    ) -> list[Decision]:
        """Verdicts, oldest first; with ``undone`` also those that were taken back."""
        chosen: list[ColumnElement[bool]] = [decisions.c.tenant == tenant]
        if taxonomy is not None:
            chosen.append(decisions.c.taxonomy == storable(taxonomy))
        if type is not None:
            chosen.append(decisions.c.type == type)
        if not undone:
            chosen.append(decisions.c.undone == "")
        query = select(decisions).where(*chosen).order_by(decisions.c.created, decisions.c.id)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [Decision(**row) for row in rows]

    def decisions_naming(
        self, tenant: str, taxonomy: str, type: str, ids: Collection[str]
    ) -> list[Decision]:
        """The verdicts in force that name any of these ids, oldest first."""
        wanted = {storable(name) for name in ids}
        standing = self.decisions(tenant, taxonomy, type)
        return [made for made in standing if wanted & set(made.pair)]

    def undo_decision(self, tenant: str, decision: str, by: str) -> Decision:
        """Take a verdict back; the one before it on the same pair stands again.

        ``decision`` is an id, or as much of its beginning or end as only one has. Raises
        :class:`NotFound` where none or several go by it, :class:`QueryError` if it is already
        undone.
        """
        named = storable(decision.strip())
        every = self.decisions(tenant, undone=True)
        found = [m for m in every if named and (m.id.startswith(named) or m.id.endswith(named))]
        if len(found) != 1:
            what = "There is no decision" if not found else f"{len(found):,} decisions go by"
            raise NotFound(f"{what} {decision!r}.", remedy="See: skillsearch duplicates decisions.")
        if found[0].undone:
            raise QueryError(
                f"Decision {found[0].id} was undone by {found[0].undone_by} at {found[0].undone}.",
                remedy="Decide again, if it should stand.",
            )
        if not by.strip():
            raise QueryError("Who undoes it is not said.", remedy="Give a name: --by NAME.")
        taken = {"undone": iso(self.clock()), "undone_by": storable_text(by.strip())}
        this = decisions.c.id == found[0].id
        with self.writing() as connection:
            connection.execute(update(decisions).where(this).values(**taken))
            row = connection.execute(select(decisions).where(this)).mappings().one()
        return Decision(**row)
