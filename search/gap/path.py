"""The way from what is held to what is asked, in steps: what others build on comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.gap.answers import Line, Step
from search.gap.naming import name_of
from search.gap.nearness import SkillFacts
from search.gap.standing import HELD_DEGREE
from search.matching.skill_space import SkillSpace

__all__ = ["path"]

MOST_PREREQUISITES = 2
"""Further prerequisites of one step that are named: the taxonomy's lists are long."""


@dataclass
class _Node:
    line: Line | None
    skill: str
    own: float
    after: set[str] = field(default_factory=set)


def path(
    space: SkillSpace, lines: Sequence[Line], held: Sequence[str], facts: Mapping[str, SkillFacts]
) -> tuple[Step, ...]:
    """Steps for the lines that are not held.

    A skill comes after those that the taxonomy says it needs, if they are lacking as well; what is
    needed by an essential one, not held and not asked for becomes a step of its own. Among steps
    that are ready the one with the highest importance · (1 + nearness) / 2 goes first, or what
    leads to it: cheap and important before dear and dispensable.
    """
    nodes: dict[str, _Node] = {}
    alias: dict[str, str] = {}
    for line in lines:
        if line.standing == "held":
            continue
        leader = line.asked.skills[0].point
        # what is partly held is the nearer, the more of it there is
        near = max(line.nearness, line.degree)
        nodes[leader] = _Node(line, leader, line.asked.importance * (1 + near) / 2)
        alias.update({skill.point: leader for skill in line.asked.skills})
    _link(space, nodes, alias, held, facts)
    return tuple(
        _step(space, number, nodes[skill], nodes)
        for number, skill in enumerate(_ordered(nodes, _urgency(nodes)), 1)
    )


def _link(
    space: SkillSpace,
    nodes: dict[str, _Node],
    alias: Mapping[str, str],
    held: Sequence[str],
    facts: Mapping[str, SkillFacts],
) -> None:
    for node in list(nodes.values()):
        assert node.line is not None
        further = 0
        for skill in node.line.asked.skills:
            needs = facts[skill.point].needs if skill.point in facts else ()
            for need, kin in zip(needs, space.kin(needs, held), strict=True):
                leader = alias.get(need)
                if leader is not None:
                    if leader != node.skill:
                        node.after.add(leader)
                    continue
                lacking = need in space and (kin is None or kin.degree < HELD_DEGREE)
                essential = node.line.asked.grade == "essential"
                if not (lacking and essential) or further == MOST_PREREQUISITES:
                    continue
                further += 1
                nodes.setdefault(need, _Node(None, need, 0.0))
                node.after.add(need)


def _urgency(nodes: Mapping[str, _Node]) -> dict[str, float]:
    """Of each step: its own, or that of the most urgent step that waits for it."""
    urgency = {skill: node.own for skill, node in nodes.items()}
    changed = True
    while changed:
        changed = False
        for skill, node in nodes.items():
            for need in node.after:
                if urgency[need] < urgency[skill]:
                    urgency[need] = urgency[skill]
                    changed = True
    return urgency


def _ordered(nodes: Mapping[str, _Node], urgency: Mapping[str, float]) -> list[str]:
    """Prerequisites first; where they go in a circle, the most urgent breaks it."""
    rest = sorted(nodes, key=lambda s: (-urgency[s], nodes[s].own, s))
    done: list[str] = []
    while rest:
        ready = [s for s in rest if nodes[s].after <= set(done)]
        if not ready:
            nodes[rest[0]].after &= set(done)
            ready = rest[:1]
        done.append(ready[0])
        rest.remove(ready[0])
    return done


def _step(space: SkillSpace, number: int, node: _Node, nodes: Mapping[str, _Node]) -> Step:
    after = tuple(sorted(_label(space, nodes[skill]) for skill in node.after))
    skill = name_of(space, node.skill)
    line = node.line
    if line is None:
        leads = [_label(space, n) for n in nodes.values() if node.skill in n.after]
        why = f"needed for {', '.join(sorted(leads)[:3])}"
        return Step(number, "prerequisite", skill.label, skill, 0.0, 0.0, why, after)
    if line.standing == "partly":
        return Step(
            number, "deepen", line.asked.label, skill, line.asked.importance, line.nearness,
            line.note or "partly held", after,
        )  # fmt: skip
    said = line.transfers[0] if line.transfers else None
    why = f"builds on {said.skill.label}: {said.reasons[0]}" if said else "new ground"
    return Step(
        number, "learn", line.asked.label, skill, line.asked.importance, line.nearness, why, after
    )


def _label(space: SkillSpace, node: _Node) -> str:
    return node.line.asked.label if node.line is not None else space.label(node.skill)
