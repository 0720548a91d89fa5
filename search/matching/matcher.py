"""What compares a need with the documents of one kind, opened once a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from search.answers import Stamp
from search.extraction.live import LiveExtractor
from search.matching.aligning import entries
from search.matching.answers import MatchHit
from search.matching.asked import Asked, asked_of
from search.matching.conditions import condition_of
from search.matching.documents import (
    OTHER_KIND,
    IndexedDocument,
    document_collection,
    find_document,
)
from search.matching.field import SEEN, FieldModel
from search.matching.kinship import Kin
from search.matching.masking import masked_hit
from search.matching.models import MatchModels, load_match_models
from search.matching.need import Need, Requirement
from search.matching.ranking import (
    Scored,
    compared,
    kin_of,
    score_documents,
    score_one,
    worded,
)
from search.matching.reading import need_of_document
from search.matching.reasons import reasons_of
from search.matching.retrieval import find_pool, found_by_words
from search.matching.scoring import FitModel, band_of
from search.matching.skill_space import SkillSpace, skill_space
from search.matching.specificity import Specificity
from search.open_index import LiveCollection, OpenIndex
from search.request import MAX_LIMIT, MAX_OFFSET
from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Filter, Record
from skillsearch.text import stems, words

__all__ = ["Matcher"]

TIERS = ((20, 60), (100, 250), (MAX_LIMIT, 1_500), (MAX_OFFSET + MAX_LIMIT, 12_000))
"""(ranks, looked at): the first 20 ranks are the best of the 60 that the ways of finding agree on,
and so on. A page far down costs more, and pages never overlap or leave a document out."""


SHOWN_FIELDS = (
    "external_id", "external_id_masked", "source", "source_masked", "titles", "years", "years_low",
    "years_high", "location", "seniority", "education_level", "languages", "as_of", "pieces",
    "evidence", "must_have_skills", "nice_to_have_skills",
)  # fmt: skip
"""What is read of the documents that are shown."""


@dataclass(frozen=True)
class Matcher:
    """Everything that compares a need with the documents of one kind; opened once a search."""

    index: OpenIndex
    kind: DocumentKind
    tenant: str
    collection: LiveCollection | None
    space: SkillSpace
    specificity: Specificity
    models: MatchModels
    language: str = "en"
    taxonomies: tuple[str, ...] = ()
    reveal: bool = False
    """Show what tells who somebody is, as far as the index has it."""

    @classmethod
    def open(
        cls,
        index: OpenIndex,
        kind: DocumentKind,
        tenant: str,
        *,
        taxonomies: Sequence[str] = (),
        language: str = "en",
        model: FitModel | None = None,
    ) -> Matcher:
        """Raises :class:`~skillsearch.errors.NothingIndexed` where there are no such documents."""
        collection = document_collection(index, kind)
        index.encoder_for(collection)
        made = cls.of(index, kind, tenant, taxonomies=taxonomies, language=language, model=model)
        return replace(made, collection=collection)

    @classmethod
    def of(
        cls,
        index: OpenIndex,
        kind: DocumentKind,
        tenant: str,
        *,
        taxonomies: Sequence[str] = (),
        language: str = "en",
        model: FitModel | None = None,
    ) -> Matcher:
        """Without a collection: for documents that are given."""
        space, live = skill_space(index, taxonomies, language)
        specificity = index.derived(live.collection, "specificity", lambda: Specificity(live))
        models = load_match_models(index.fit_model).suited_to(_encoder(live))
        models = models if model is None else replace(models, fit=model)
        chosen = tuple(sorted(set(taxonomies)))
        return cls(index, kind, tenant, None, space, specificity, models, language, chosen)

    @property
    def model(self) -> FitModel:
        """What makes a score of features."""
        return self.models.fit

    @property
    def fields(self) -> FieldModel | None:
        """The fields of work, where they were learned from vectors of the index's encoder."""
        return self.models.fields

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be said of every score."""
        _, live = skill_space(self.index, self.taxonomies, self.language)
        return self.models.warnings(_encoder(live))

    @property
    def documents(self) -> LiveCollection:
        """The collection that is searched."""
        assert self.collection is not None
        return self.collection

    @property
    def stamp(self) -> Stamp:
        """What an answer came from."""
        _, live = skill_space(self.index, self.taxonomies, self.language)
        if self.collection is None:
            return live.stamp
        return replace(self.collection.stamp(()), taxonomies=live.stamp.taxonomies)

    def asking(self, need: Need) -> Record | None:
        """The indexed document that asks, with its vectors; None where none does."""
        return self._record(OTHER_KIND[self.kind], need.document) if need.document else None

    def asked(self, need: Need, asking: Record | None) -> Asked:
        """The need with its vectors; ``asking`` is the document that asks, if one does."""
        _, live = skill_space(self.index, self.taxonomies, self.language)
        return asked_of(
            need,
            live,
            self.space,
            self.specificity,
            asking=asking,
            like=[self._record(self.kind, name) for name in need.like],
            unlike=[self._record(self.kind, name) for name in need.unlike],
            fields=self.fields,
        )

    def condition(self, need: Need) -> Filter:
        """Who is looked at: filters, strict requirements, never the examples themselves."""
        plain = condition_of(need, self.tenant)
        found = [
            (requirement, self._with_words(phrases, plain))
            for requirement in need.requirements
            if requirement.strict and (phrases := requirement.phrases or _as_phrase(requirement))
        ]
        excluded = [
            find_document(self.index, self.kind, name, self.tenant).id
            for name in (*need.like, *need.unlike)
        ]
        return condition_of(need, self.tenant, excluded=excluded, found=found)

    def rank(self, asked: Asked, condition: Filter, end: int) -> list[Scored]:
        """The ranking down to ``end``; whatever the page, a rank holds the same document."""
        store = self.index.store
        ranking: list[Scored] = []
        for ranks, size in TIERS:
            taken = {scored.document.id for scored in ranking}
            pool = find_pool(store, self.documents, asked, condition, size)
            rest = [point for point in pool if point not in taken]
            found = score_documents(store, self.documents, asked, rest, self.space, self.model)
            ranking += found[: ranks - len(ranking)]
            if ranks >= end or len(pool) < size:
                break
        return ranking[:end]

    def shown(
        self, asked: Asked, ranking: Sequence[Scored], asking: Record | None
    ) -> list[MatchHit]:
        """Hits with their evidence, and how well ``asking`` suits each."""
        records = self.index.store.retrieve(
            self.documents.name,
            [scored.document.id for scored in ranking],
            with_payload=SHOWN_FIELDS,
            with_vectors=("chunks", *SEEN[self.kind]),
        )
        known = {
            record.id: (record, IndexedDocument(record.id, record.payload)) for record in records
        }
        back = self._back(list(known.values()), asking)
        return [
            self._hit(asked, scored, *known[point], back.get(point))
            for scored in ranking
            if (point := scored.document.id) in known
        ]

    def score(self, asked: Asked, record: Record) -> Scored:
        """One document that is given with payload and vectors."""
        return self._scored(asked, record, IndexedDocument(record.id, record.payload), self.space)

    def _scored(self, asked: Asked, record: Record, document: IndexedDocument, kin: Kin) -> Scored:
        nearest, sentences = compared(asked, cast(Vectors, record.vector["chunks"]))
        return score_one(
            asked,
            document,
            record.vector,
            kin,
            self.model,
            nearest=nearest,
            sentences=sentences,
            field=asked.same_field([record])[0],
        )

    def hit(self, asked: Asked, scored: Scored, record: Record, asking: Record | None) -> MatchHit:
        """A scored document with its evidence; ``asking`` is scored in return."""
        document = IndexedDocument(record.id, record.payload)
        back = self._back([(record, document)], asking)
        return self._hit(asked, scored, record, document, back.get(record.id))

    def _hit(
        self,
        asked: Asked,
        scored: Scored,
        record: Record,
        document: IndexedDocument,
        score_back: float | None,
    ) -> MatchHit:
        chunks = cast("Vectors | None", record.vector.get("chunks"))
        ledger = entries(
            asked.need.requirements, scored.alignments, document, asked.vectors, chunks
        )
        payload = record.payload
        hit = MatchHit(
            id=record.id,
            external_id=payload["external_id"],
            source=payload["source"],
            score=scored.score,
            band=band_of(scored.score),
            reasons=reasons_of(scored, ledger, asked.need),
            ledger=ledger,
            score_back=score_back,
            titles=document.titles,
            years=payload.get("years", payload.get("years_low")),
            location=payload.get("location") or "",
            seniority=payload.get("seniority") or "",
            education_level=payload.get("education_level") or "",
            languages=tuple(payload.get("languages") or ()),
            as_of=payload.get("as_of") or "",
            features={
                name: None if value is None else round(value, 4)
                for name, value in scored.features.items()
            },
        )
        return hit if self.reveal else masked_hit(hit, record, self.kind)

    def _back(
        self, shown: Sequence[tuple[Record, IndexedDocument]], asking: Record | None
    ) -> dict[str, float | None]:
        """How well the asking document suits each hit: the same score, the sides exchanged."""
        if asking is None:
            return {}
        _, live = skill_space(self.index, self.taxonomies, self.language)
        suited = IndexedDocument(asking.id, asking.payload)
        kind = OTHER_KIND[self.kind]
        needs = [need_of_document(document, kind) for _, document in shown]
        kin = kin_of(self.space, [r for need in needs for r in need.requirements], [suited])
        scores: dict[str, float | None] = {}
        for (record, _), need in zip(shown, needs, strict=True):
            asked = asked_of(
                need, live, self.space, self.specificity, asking=record, fields=self.fields
            )
            scores[record.id] = self._scored(asked, asking, suited, kin).score
        return scores

    def _record(self, kind: DocumentKind, name: str) -> Record:
        return find_document(self.index, kind, name, self.tenant, with_vectors=True)

    def _with_words(self, phrases: Sequence[str], plain: Filter) -> frozenset[str]:
        """The documents in which one of the phrases stands."""
        store, having = self.index.store, set[str]()
        for phrase in phrases:
            terms = stems(words(phrase), "en")
            points = found_by_words(store, self.documents, terms, plain)
            for record in store.retrieve(self.documents.name, points, with_payload=["pieces"]):
                if worded(
                    [Requirement(phrase, phrases=(phrase,))],
                    IndexedDocument(record.id, record.payload),
                )[0]:
                    having.add(record.id)
        return frozenset(having)


def _encoder(live: LiveExtractor) -> str:
    """The SHA-256 of the weights that made the vectors of the index."""
    return str(live.extractor.encoder_fingerprint.get("weights", ""))


def _as_phrase(requirement: Requirement) -> tuple[str, ...]:
    """A strict requirement that no skill stands for is one of words."""
    return () if requirement.skills else (requirement.text,)
