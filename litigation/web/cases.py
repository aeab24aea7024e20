"""案件: the list, one case with what happened in it, and cases by hand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from litigation.actions.case_checks import warn_case
from litigation.actions.journal import record_access
from litigation.actions.register_case import court_of, create_case, update_case
from litigation.law.attendance import Standing
from litigation.law.case_number import read_case_number
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.procedure import DUTY_PROCEDURES, Procedure
from litigation.records.access import may_see, visible_agencies
from litigation.records.agency import agency_choices
from litigation.records.db import db
from litigation.records.docket import Wanted, case_file, find_case, find_cases, shown_hearings
from litigation.records.hearing import Excuse, excuses_of
from litigation.records.lawsuit import Lawsuit
from litigation.records.seat import Seat, seats_of
from litigation.web import clock
from litigation.web.case_form import EditCaseForm, NewCaseForm, fill_in, sued_roles
from litigation.web.form_error import show_error
from litigation.web.next_step import next_step
from litigation.web.paging import asked_page
from litigation.web.session import current_actor
from litigation.web.timeline import timeline

blueprint = Blueprint("cases", __name__)


@blueprint.get("/cases")
def index() -> ResponseReturnValue:
    """List the cases the viewer may see."""
    session, scope, page = db.session(), visible_agencies(current_user), asked_page()
    wanted = _wanted()
    found, total = find_cases(session, wanted, agencies=scope, first=page.offset, count=page.per_page)
    hearings = shown_hearings(session, found, clock.today())
    seats = seats_of(session, {h.id: h for h in hearings.values()}.values(), agencies=scope)
    return render_template(
        "cases/index.html",
        cases=found,
        hearings=hearings,
        seats={(seat.hearing.id, seat.agency.id): seat for seat in seats},
        pages=page.of(total),
        wanted=wanted,
        agencies=[each for each in agency_choices(session) if scope is None or each[0] in scope],
        standings=list(Standing),
        procedures=[each for each in Procedure if each in DUTY_PROCEDURES],
    )


def _wanted() -> Wanted:
    """Read the filters from the address; nonsense asks for nothing."""
    asked = request.args
    standing, procedure = asked.get("standing", ""), asked.get("procedure", "")
    return Wanted(
        words=asked.get("q", "").strip()[:60],
        agency_id=asked.get("agency", type=int),
        standing=standing if standing in list(Standing) else "",
        procedure=procedure if procedure in list(Procedure) else "",
        coming_from=clock.today() if asked.get("when") == "coming" else None,
    )


@blueprint.get("/cases/<int:case_id>")
def show(case_id: int) -> ResponseReturnValue:
    """Show one case: the next step, its hearings, its duties, and what happened."""
    session, scope = db.session(), visible_agencies(current_user)
    get_visible_case(case_id)
    record_access(clock.now(), current_actor(), "case", "lawsuit", case_id)
    lawsuit = get_visible_case(case_id)
    hearings = sorted(
        lawsuit.hearings, key=lambda each: (each.starts_on is None, each.starts_on or clock.today())
    )
    seats = seats_of(session, hearings, agencies=scope)
    file = case_file(session, lawsuit, scope)
    return render_template(
        "cases/show.html",
        lawsuit=lawsuit,
        hearings=hearings,
        duties=[duty for duty in lawsuit.duties if may_see(current_user, duty.agency_id)],
        seats=seats,
        step=next_step(seats, file) if scope is None else None,
        entries=timeline(lawsuit, file, names=scope is None),
        file=file,
        excuses=_excuses(seats) if scope is None else [],
    )


def _excuses(seats: list[Seat]) -> list[tuple[Seat, Excuse]]:
    """Pair the seats with the reasons stated for them."""
    known = excuses_of(db.session(), {seat.hearing.id for seat in seats})
    return [(seat, known[key]) for seat in seats if (key := (seat.hearing.id, seat.agency.id)) in known]


@blueprint.route("/cases/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter a case by hand: it is checked and shown before it is stored."""
    form, sentence, check = NewCaseForm(data={"number": request.args.get("number", "")[:60]}), None, None
    form.offer_agencies(agency_choices(db.session()))
    if form.validate_on_submit():
        stated, hearings = form.stated(form.number.data), form.hearings()
        try:
            if form.checked.data == form.fingerprint():
                lawsuit = create_case(stated, hearings, now=clock.now(), actor=current_actor())
                flash(gettext("已登记案件，产生 %(n)s 项应诉义务。", n=len(lawsuit.duties)))
                return redirect(url_for("cases.show", case_id=lawsuit.id), 303)
            check = _check(form)
        except LitigationError as error:
            sentence = show_error(form, error)
    page = render_template("cases/new.html", form=form, sentence=sentence, check=check)
    return page, 422 if form.errors or sentence else 200


def _check(form: NewCaseForm) -> dict[str, object] | None:
    """Collect what a clerk looks at before the case is stored."""
    number = read_case_number(form.number.data)
    if number is None:
        form.number.errors = [gettext("案号无法识别，请按“（2026）鲁0202行初12号”的格式填写。")]
        return None
    stated, hearings = form.stated(form.number.data), form.hearings()
    court = stated.court or court_of(db.session(), number.court)
    if not court:
        form.court.errors = [gettext("法院代字不在代码表中，请填写法院。")]
        return None
    form.checked.data = form.fingerprint()
    return {
        "number": number,
        "court": court,
        "hearings": hearings,
        "owes": number.procedure in DUTY_PROCEDURES,
        "agencies": [
            each.label
            for each in form.agency_1.choices
            if each.value in {str(party.agency_id) for party in stated.parties}
        ],
        "warnings": warn_case(db.session(), stated, hearings, clock.now()),
    }


@blueprint.route("/cases/<int:case_id>/edit", methods=["GET", "POST"])
def edit(case_id: int) -> ResponseReturnValue:
    """Change what is stated about a case."""
    lawsuit, sentence = get_visible_case(case_id), None
    form = EditCaseForm(data=fill_in(lawsuit))
    form.offer_agencies(agency_choices(db.session()))
    if form.validate_on_submit():
        stated = form.stated(lawsuit.number, sued_roles(lawsuit))
        try:
            update_case(case_id, stated, form.version.data, now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已更正案件。"))
            return redirect(url_for("cases.show", case_id=case_id), 303)
    page = render_template("cases/edit.html", form=form, sentence=sentence, lawsuit=lawsuit)
    return page, 422 if form.is_submitted() else 200


def get_visible_case(case_id: int) -> Lawsuit:
    """Return a case; one that may not be seen is answered like one that does not exist."""
    lawsuit = find_case(db.session(), case_id, visible_agencies(current_user))
    if lawsuit is None:
        raise NotFoundError
    return lawsuit
