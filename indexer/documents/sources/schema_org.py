"""A schema.org ``JobPosting`` object as the fields of a posting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["is_job_posting", "job_posting_fields", "schema_types", "unwrapped"]

_TEXTS = {
    "description": "description",
    "responsibilities": "responsibilities",
    "qualifications": "qualifications",
    "skills": "skills",
    "educationRequirements": "education",
    "jobBenefits": "benefits",
}


def schema_types(values: Mapping[str, Any]) -> set[str]:
    """The names of its types, without the vocabulary: ``{"JobPosting"}``."""
    found = values.get("@type", values.get("type") if "@context" in values else None)
    return {str(name).rpartition("/")[2].rpartition(":")[2] for name in _listed(found)}


def unwrapped(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a ``ListItem`` of an ``ItemList`` holds; anything else as it is."""
    inner = values.get("item")
    return inner if "ListItem" in schema_types(values) and isinstance(inner, dict) else values


def is_job_posting(values: Mapping[str, Any]) -> bool:
    """Whether the object says that it is one, or cannot be anything else."""
    return "JobPosting" in schema_types(values) or (
        "hiringOrganization" in values and ("title" in values or "description" in values)
    )


def job_posting_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields it fills, text and HTML as they are; see https://schema.org/JobPosting."""
    fields: dict[str, Any] = {
        "id": _identifier(values.get("identifier"))
        or _text(values.get("@id"))
        or _text(values.get("url")),
        "title": _text(values.get("title")) or _text(values.get("name")),
        "employer": _text(values.get("hiringOrganization")),
        "posted": _text(values.get("datePosted")),
        "url": _text(values.get("url")),
        "category": _text(values.get("occupationalCategory")) or _text(values.get("industry")),
        "years": _experience(values.get("experienceRequirements")),
        "contract": [_text(each) for each in _listed(values.get("employmentType"))],
        **{ours: _texts(values.get(theirs)) for theirs, ours in _TEXTS.items()},
        **_places(values.get("jobLocation")),
        **_pay(values.get("baseSalary")),
    }
    if "TELECOMMUTE" in str(values.get("jobLocationType", "")).upper():
        fields["contract"] = [*fields["contract"], "remote"]
    return {name: value for name, value in fields.items() if value not in ("", None, [], {})}


def _identifier(value: Any) -> str:
    """The value of a ``PropertyValue``, whose name is that of who gave it."""
    first = next(_listed(value), None)
    return _text(first.get("value")) if isinstance(first, Mapping) else _text(first)


def _places(value: Any) -> dict[str, Any]:
    names: list[str] = []
    countries: list[str] = []
    for place in _listed(value):
        address = place.get("address", place) if isinstance(place, Mapping) else place
        if not isinstance(address, Mapping):
            names.append(_text(address))
            continue
        country = _text(address.get("addressCountry"))
        parts = (_text(address.get(key)) for key in ("addressLocality", "addressRegion"))
        named = ", ".join(dict.fromkeys(part for part in (*parts, country) if part))
        names.append(named or _text(place))
        countries.append(country)
    return {
        "location": "; ".join(dict.fromkeys(filter(None, names))),
        "country": next(filter(None, countries), ""),
    }


def _pay(value: Any) -> dict[str, Any]:
    """Low, high, currency and period where they are numbers, and what is written."""
    amount = next(_listed(value), None)
    if not isinstance(amount, Mapping):
        return {"pay": _text(amount)}
    inner = amount.get("value", amount)
    inner = inner if isinstance(inner, Mapping) else {"value": inner}
    low = inner.get("minValue", amount.get("minValue"))
    high = inner.get("maxValue", amount.get("maxValue"))
    fields: dict[str, Any] = {
        "pay_currency": _text(amount.get("currency") or inner.get("currency")),
        "pay_period": _text(inner.get("unitText") or amount.get("unitText")),
    }
    if low or high:
        fields |= {"pay_low": low, "pay_high": high}
    return {**fields, "pay": _text(inner.get("value"))}


def _experience(value: Any) -> str:
    months = value.get("monthsOfExperience") if isinstance(value, Mapping) else None
    try:
        years = float(months) / 12 if months is not None else None
    except (TypeError, ValueError):
        years = None
    return _text(value) if years is None else f"{years:g} years"


def _texts(value: Any) -> Any:
    """Text, or a list of texts; what stands in objects by its name or description."""
    if isinstance(value, str):
        return value
    return [text for each in _listed(value) if (text := _text(each))]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, Mapping):
        keys = ("name", "value", "description", "credentialCategory", "@value", "text", "@id")
        return next((text for key in keys if (text := _text(value.get(key)))), "")
    if isinstance(value, list):
        return ", ".join(text for each in value if (text := _text(each)))
    return str(value)


def _listed(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
