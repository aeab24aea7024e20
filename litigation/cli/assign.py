"""Proposals of heads for duties that have nobody, and their acceptance."""

from datetime import date
from typing import Any

import click
from flask import Flask

from litigation.actions.assign_heads import Choice, assign_all
from litigation.actions.propose_heads import BrokenRule, Proposal, Proposals, propose_all
from litigation.cli.answer import Day, answer, json_option
from litigation.cli.register import OPERATOR, now, open_register
from litigation.law.clock import at_shanghai, say_moment
from litigation.records.db import db


@click.command("assign")
@click.option("--until", "until_day", type=Day(), help="只看到这一天（含）为止的开庭")
@click.option("--apply", "apply_them", is_flag=True, help="按建议派员并安排告知")
@json_option
def assign(until_day: date | None, apply_them: bool, as_json: bool) -> None:
    """给还没有负责人的应诉义务提出建议，说明理由；--apply 全部接受。"""
    with open_register() as app:
        until = at_shanghai(until_day, 23, 59) if until_day else None
        proposals = propose_all(db.session(), now(), until)
        applied = _apply(app, proposals) if apply_them else 0
        value = {
            "proposals": [_row(each) for each in proposals.items],
            "objective": proposals.objective,
            "bound": proposals.bound,
            "proof": proposals.proof,
            "broken": [_broken(each) for each in proposals.broken],
            "applied": applied,
        }
        lines = [_line(each) for each in proposals.items]
        lines += [f"规定排不到\t{each.source}，还差 {each.missing} 庭" for each in proposals.broken]
        if proposals.items:
            lines.append(proposals.proof.label.format(percent=f"{proposals.room / 10:g} %") + "。")
        lines.append(
            f"已派 {applied} 人。" if apply_them else f"共 {len(proposals.items)} 项，加 --apply 派员。"
        )
        answer(value, lines, as_json=as_json)


def _apply(app: Flask, proposals: Proposals) -> int:
    """Accept what is proposed, all of it or nothing."""
    choices = [
        Choice(each.hearing.id, each.agency.id, each.proposed.official_id)
        for each in proposals.items
        if each.proposed is not None
    ]
    secret = app.config["LITIGATION"].secret_key
    return len(assign_all(choices, now=now(), actor=OPERATOR, secret=secret))


def _row(proposal: Proposal) -> dict[str, Any]:
    """Say one proposal with everybody who was considered."""
    hearing, proposed = proposal.hearing, proposal.proposed
    return {
        "hearing": hearing.id,
        "start": hearing.starts_at,
        "agency": proposal.agency.name,
        "official": proposed.official_id if proposed else None,
        "name": proposed.name if proposed else None,
        "reasons": list(proposed.reasons) if proposed else [],
        "others": [
            {
                "official": each.official_id,
                "name": each.name,
                "reasons": list(each.reasons),
                "why_not": each.why_not,
                "ground": each.against.kind if each.against else None,
            }
            for each in proposal.others
        ],
    }


def _broken(rule: BrokenRule) -> dict[str, Any]:
    """Say one rule that cannot be kept, and why."""
    return {
        "source": rule.source,
        "missing": rule.missing,
        "seats": [{"hearing": hearing.id, "agency": agency.name} for hearing, agency in rule.seats],
        "because": [{"name": name, "why": ground.words} for name, ground in rule.because],
    }


def _line(proposal: Proposal) -> str:
    start = proposal.hearing.starts_at
    when = say_moment(start) if start else "时间未定"
    if proposal.proposed is None:
        return f"{when}\t{proposal.agency.name}\t无人可派"
    return f"{when}\t{proposal.agency.name}\t{proposal.proposed.name}\t{'；'.join(proposal.proposed.reasons)}"
