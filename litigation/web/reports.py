"""通报: the months, one month with its figures, the cases behind each figure, its papers, its issue."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from litigation.actions.close_month import (
    DOCX,
    XLSX,
    build_circular,
    editions,
    frozen_circular,
    issue_month,
    issued_files,
    month_report,
)
from litigation.actions.month_figures import month_figures
from litigation.law.circular import PROFILES
from litigation.law.clock import month_of, read_month
from litigation.law.error import InvalidInputError, LitigationError, NotFoundError
from litigation.law.summary import four_out_sentences, summary_sentences
from litigation.records.circular import Circular, receipts_of
from litigation.records.db import db
from litigation.records.month_list import known_months
from litigation.web import clock
from litigation.web.court_lists import comparisons_of
from litigation.web.field import TextField, at_most
from litigation.web.figure_rows import rows_now, rows_then, sittings_behind_page
from litigation.web.form_error import show_error
from litigation.web.session import current_actor
from litigation.web.stated import Stated, state_edition, state_now

blueprint = Blueprint("reports", __name__)

SHOWN_PROFILES = ("B_must", "B", "D", "E", "E_compliant")
OTHER_MONTHS = 6


class IssueForm(FlaskForm):
    """The issue of a circular; only a correction needs its reason."""

    reason = TextField(
        _l("更正原因"), [at_most(500)], description=_l("会印在通报里，例如：8月27日 一案补录出声")
    )


@blueprint.get("/reports")
def index() -> ResponseReturnValue:
    """List the months, the latest first."""
    return render_template("reports/index.html", months=known_months(db.session(), clock.today()))


@blueprint.get("/reports/<month>")
def month(month: str) -> ResponseReturnValue:
    """Show a month: the newest issued edition as it was issued, or what stands now."""
    check_month(month)
    session = db.session()
    known = editions(session, month)
    shown = _shown_edition(known)
    circular = frozen_circular(shown) if shown else build_circular(session, month, clock.now())
    return render_template(
        "reports/month.html",
        month=month,
        stated=Stated(circular.tally, shown.edition if shown else 0),
        circular=circular,
        edition=shown,
        editions=[each for each in known if each.state == "issued"],
        proposal=next((each for each in known if each.state == "proposed"), None),
        sentences=summary_sentences(circular),
        four_out=four_out_sentences(circular),
        profiles=[(key, *PROFILES[key]) for key in SHOWN_PROFILES],
        receipts=receipts_of(session, shown.id) if shown else [],
        months=[each for each in known_months(session, clock.today()) if each.month != month][:OTHER_MONTHS],
        closed=read_month(month)[1] < clock.today(),
        compared=comparisons_of(month),
    )


def check_month(text: str) -> None:
    """Answer that there is no such page for what is no month."""
    try:
        first, _last = read_month(text)
    except (ValueError, InvalidInputError):
        raise NotFoundError from None
    if text != month_of(first):
        raise NotFoundError


def _shown_edition(known: list[Circular]) -> Circular | None:
    """Return the edition asked for by number, else the newest issued; ``edition=0`` is what stands now."""
    issued = [each for each in known if each.state == "issued"]
    asked = request.args.get("edition", type=int)
    if asked is None:
        return issued[-1] if issued else None
    return next((each for each in issued if each.edition == asked), None)


@blueprint.get("/reports/<month>/<figure>")
def figure(month: str, figure: str) -> ResponseReturnValue:
    """List the cases, or the sittings, behind one number: of an edition, or as the register stands."""
    check_month(month)
    session, edition = db.session(), None
    if request.args.get("edition", type=int):
        edition = _shown_edition(editions(session, month))
        if edition is None:
            raise NotFoundError
    circular = frozen_circular(edition) if edition else None
    words = {"month": month, "figure": figure, "edition": edition}
    profile, _, part = figure.partition(".")
    if profile == "D":
        hearings = sittings_behind_page(session, month, part, circular)
        return render_template("reports/sittings.html", hearings=hearings, **words)
    rows = rows_then(circular, figure) if circular else rows_now(session, month, figure)
    return render_template("reports/figure.html", cases=rows, **words)


@blueprint.get("/reports/<month>/circular.docx")
def docx(month: str) -> ResponseReturnValue:
    """Hand the circular out as a Word file."""
    return _file(month, "docx", DOCX)


@blueprint.get("/reports/<month>/circular.xlsx")
def xlsx(month: str) -> ResponseReturnValue:
    """Hand the ledger out as an Excel file."""
    return _file(month, "xlsx", XLSX)


def _file(month: str, kind: str, media_type: str) -> Response:
    """Return a stored file of the edition asked for, or a draft as of now."""
    check_month(month)
    session = db.session()
    shown = _shown_edition(editions(session, month))
    draft = request.args.get("edition") == "0" or shown is None
    report = (
        month_report(session, month, clock.now()) if draft or shown is None else issued_files(session, shown)
    )
    data = report.docx if kind == "docx" else report.xlsx
    name = f"{month}-{report.edition or 'draft'}.{kind}"
    return Response(
        data, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@blueprint.route("/reports/<month>/issue", methods=["GET", "POST"])
def issue(month: str) -> ResponseReturnValue:
    """Issue the month, or a corrected edition with its reason; leaders are told."""
    check_month(month)
    session, form, sentence = db.session(), IssueForm(), None
    known = editions(session, month)
    if form.validate_on_submit():
        try:
            row = issue_month(month, now=clock.now(), actor=current_actor(), reason=form.reason.data or "")
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已封存第 %(n)s 版，领导会收到通知。", n=row.edition))
            return redirect(url_for("reports.month", month=month), 303)
    stated: Stated = state_now(month_figures(session, month))
    last = next((each for each in reversed(known) if each.state == "issued"), None)
    words = {"month": month, "stated": stated, "last": state_edition(last) if last else None}
    page = render_template("reports/issue.html", form=form, sentence=sentence, edition=last, **words)
    return page, 422 if form.is_submitted() else 200
