"""The recipes that ``skillsearch train`` knows, each a file with its defaults."""

from __future__ import annotations

from difflib import get_close_matches

from skillsearch.errors import SettingError
from training.recipes.base import Material, Recipe, Sources
from training.recipes.esco import EscoRecipe
from training.recipes.house import HouseRecipe
from training.recipes.ssf import SsfRecipe
from training.recipes.titles import TitlesRecipe

__all__ = ["RECIPES", "Material", "Recipe", "Sources", "recipe_named"]

RECIPES: dict[str, type[Recipe]] = {
    r.name: r for r in (SsfRecipe, EscoRecipe, TitlesRecipe, HouseRecipe)
}
"""Name → recipe; calling it without arguments gives its defaults."""


def recipe_named(name: str) -> type[Recipe]:
    """The recipe of that name; raises :class:`~skillsearch.errors.SettingError` with a guess."""
    if name in RECIPES:
        return RECIPES[name]
    near = get_close_matches(name.lower(), RECIPES, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise SettingError(
        f"There is no recipe {name!r}.",
        remedy=f"{guess}There are: {', '.join(RECIPES)}; skillsearch train --help says what for.",
    )
