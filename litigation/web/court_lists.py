"""与法院名单核对: the court's monthly list beside the register, the letter about it, and its answers."""

import io
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from litigation.actions.compare_court_list import Comparison, compare_court_list
from litigation.actions.inquire_court import LetterInput, answer_due_on, record_court_answer, write_letter
from litigation.actions.keep_paper import DOCX
from litigation.actions.receive_court_list import Stated, receive_court_list
from litigation.law.court_comparison import ListHeap
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.court_list import (
    CourtLetter,
    CourtList,
    court_lists,
    find_court_list,
    letters_of,
    lists_of_month,
)
from litigation.records.db import db
from litigation.records.import_run import Blob
from litigation.web import clock
from litigation.web.court_list_view import LineView
from litigation.web.field import DayField, TextField, at_most, needed, optional
from litigation.web.form_error import show_error
from litigation.web.paging import asked_page
from litigation.web.session import current_actor
from litigation.web.wording import month as month_words

blueprint = Blueprint("court_lists", __name__)

LONGEST_TEXT = 200_000
MONTHS = 14
"""How many months back a list may be about: this one and the year before it."""


class ListForm(FlaskForm):
    """A list as it came: a file, or its rows pasted."""

    month = SelectField(_l("哪个月的名单"))
    file = FileField(_l("文件"), description=_l("表格、Word 或 PDF（xlsx、xls、docx、pdf、csv 等）"))
    text = TextAreaField(
        _l("或者粘贴名单"),
        [optional(), at_most(LONGEST_TEXT)],
        description=_l("从表格、网页或邮件里复制都可以，一案一行，要有案号"),
    )
    court = TextField(_l("法院"), [optional(), at_most(80)], description=_l("不填的，从名单标题或案号里认"))
    received_on = DayField(_l("收到日期"), [needed(_l("请填写收到日期。"))])

    def offer(self, today: date) -> None:
        """List the months, the one before this one first chosen."""
        first = today.year * 12 + today.month - 1
        months = [f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(first, first - MONTHS, -1)]
        self.month.choices = [SelectChoice(each, month_words(each)) for each in months]

    def content(self) -> tuple[bytes, str] | None:
        """Return the bytes and the name of what was given; None where it is nothing, or both."""
        data = self.file.data.read() if self.file.data else b""
        text = (self.text.data or "").strip()
        if bool(data) == bool(text):
            return None
        return (
            (data, self.file.data.filename or gettext("名单"))
            if data
            else (text.encode(), gettext("粘贴的名单"))
        )


class LetterForm(FlaskForm):
    """To whom a letter goes and by when it is to be answered; the ticks stand beside the rows."""

    court = TextField(_l("写给哪个法院"), [needed(_l("请填写法院的全称。")), at_most(80)])
    contact = TextField(_l("联系人"), [optional(), at_most(40)])
    number = TextField(
        _l("发文字号"), [optional(), at_most(40)], description=_l("不填的，在函上留空，由你手写")
    )
    reply_by = DayField(_l("请法院何时前答复"), [needed(_l("请填写答复期限。"))])


class AnswerForm(FlaskForm):
    """What the court answered about one difference."""

    words = TextField(_l("法院怎么答复"), [needed(_l("请写明法院怎么答复的。")), at_most(500)])
    answered_on = DayField(_l("答复日期"), [needed(_l("请填写答复日期。"))])


@blueprint.get("/court-lists")
def index() -> ResponseReturnValue:
    """Show the lists with how each stands beside the register now."""
    session, page = db.session(), asked_page()
    lists, total = court_lists(session, page.offset, page.per_page)
    compared = [compare_court_list(session, each, clock.now()) for each in lists]
    return render_template("court_lists/index.html", lists=compared, pages=page.of(total))


@blueprint.route("/court-lists/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Take a list: it is kept as it is, and compared at once."""
    form, sentence = ListForm(), None
    form.offer(clock.today())
    if not form.is_submitted():
        form.received_on.data = clock.today()
        form.month.data = request.args.get("month") or form.month.choices[1].value
    elif form.validate():
        given = form.content()
        if given is None:
            form.file.errors = [gettext("请选择文件，或粘贴名单，两样选一样。")]
        else:
            stated = Stated(form.month.data, form.received_on.data, form.court.data)
            try:
                kept = receive_court_list(*given, stated, now=clock.now(), actor=current_actor())
            except LitigationError as error:
                sentence = show_error(form, error)
            else:
                return redirect(url_for("court_lists.show", list_id=kept.id), 303)
    page = render_template("court_lists/new.html", form=form, sentence=sentence)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/court-lists/<int:list_id>")
def show(list_id: int) -> ResponseReturnValue:
    """Show the four heaps of a list beside the register as it stands."""
    return _page(_list(list_id))


def _page(
    kept: CourtList, form: LetterForm | None = None, sentence: str | None = None, **wrong: object
) -> str:
    session = db.session()
    comparison = compare_court_list(session, kept, clock.now())
    ticked = set(request.form.getlist("keys")) if form is not None else None
    if form is None:
        form = LetterForm(formdata=None, court=kept.court, contact=current_actor().name)
        form.reply_by.data = answer_due_on(session, clock.today())
    letters = letters_of(session, kept.id)
    asked = {key for letter in letters for key in letter.keys}
    newer = [each for each in lists_of_month(session, kept.month) if each.court == kept.court]
    return render_template(
        "court_lists/show.html",
        kept=kept,
        comparison=comparison,
        heaps=[
            (heap, [LineView(each, each.line.key in asked, ticked) for each in comparison.heap(heap)])
            for heap in ListHeap
        ],
        letters=letters,
        form=form,
        sentence=sentence,
        newer=next((each for each in newer if each.id > kept.id), None),
        wrong=wrong,
    )


@blueprint.post("/court-lists/<int:list_id>/answer")
def answer(list_id: int) -> ResponseReturnValue:
    """Note what the court answered about one difference."""
    kept, form, key = _list(list_id), AnswerForm(), request.form.get("key", "")
    sentence = None
    if form.validate():
        try:
            said = record_court_answer(
                list_id, key, form.words.data, form.answered_on.data, now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = gettext(str(error))
        else:
            flash(gettext("已记录法院的答复。"))
            return redirect(url_for("court_lists.show", list_id=list_id, _anchor=f"a{said.id}"), 303)
    told = sentence or next((each.errors[0] for each in form if each.errors), None)
    return _page(kept, sentence=told, key=key, words=form.words.data or ""), 422


@blueprint.route("/court-lists/<int:list_id>/letter.docx", methods=["GET", "POST"])
def letter(list_id: int) -> ResponseReturnValue:
    """Write the letter about the ticked differences, or hand the latest one out."""
    kept = _list(list_id)
    if request.method == "GET":
        return _download(kept)
    form, sentence = LetterForm(), None
    if form.validate():
        stated = LetterInput(
            keys=tuple(request.form.getlist("keys")),
            court=form.court.data,
            contact=form.contact.data,
            number=form.number.data,
            reply_by=form.reply_by.data,
        )
        try:
            written = write_letter(list_id, stated, now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已生成核对函，写入 %(n)s 项。", n=len(written.keys)))
            return redirect(url_for("court_lists.show", list_id=list_id, _anchor="letter"), 303)
    return _page(kept, form, sentence), 422


def _download(kept: CourtList) -> Response:
    wanted = request.args.get("letter", type=int)
    letters: list[CourtLetter] = [
        each for each in letters_of(db.session(), kept.id) if wanted in (None, each.id)
    ]
    if not letters:
        raise NotFoundError
    blob = db.session().get_one(Blob, letters[0].sha256)
    name = f"{kept.month}-{gettext('核对函')}.docx"
    return send_file(io.BytesIO(blob.data), DOCX, as_attachment=True, download_name=name)


@blueprint.get("/court-lists/<int:list_id>/original")
def original(list_id: int) -> ResponseReturnValue:
    """Hand the list out byte for byte, never to be opened in the page."""
    kept = _list(list_id)
    data = db.session().get_one(Blob, kept.blob_sha256).data
    ending = kept.name.rpartition(".")[2].lower()
    plain = "." in kept.name and ending.isalnum() and ending.isascii() and len(ending) <= 5
    name = f"court-list-{kept.id}.{ending if plain else 'txt'}"
    return send_file(io.BytesIO(data), "application/octet-stream", as_attachment=True, download_name=name)


def comparisons_of(month: str) -> list[Comparison]:
    """The lists that count for a month beside the register as it stands."""
    session = db.session()
    return [compare_court_list(session, each, clock.now()) for each in lists_of_month(session, month)]


def _list(list_id: int) -> CourtList:
    kept = find_court_list(db.session(), list_id)
    if kept is None:
        raise NotFoundError
    return kept
