"""Telephone and mail in forms: what is stored is never sent to the browser whole."""

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional

from litigation.law.privacy import mask_email, mask_mobile


class ContactForm(FlaskForm):
    """A form about a person. Empty fields leave what is stored as it is."""

    mobile = StringField(lazy_gettext("手机"), [Optional(), Length(max=30)])
    email = StringField(lazy_gettext("邮箱"), [Optional(), Length(max=200)])
    forget = BooleanField(lazy_gettext("删除已登记的手机和邮箱"))

    def hide_contacts(self, mobile: str | None, email: str | None) -> None:
        """Say in the hints what is stored, masked, and empty the fields."""
        if not self.is_submitted():
            self.mobile.data = self.email.data = ""
        if mobile:
            self.mobile.description = gettext("现为 %(number)s，不改就留空", number=mask_mobile(mobile))
        if email:
            self.email.description = gettext("现为 %(address)s，不改就留空", address=mask_email(email))
        if not mobile and not email:
            del self.forget

    def typed(self, name: str) -> str | None:
        """Return a contact to store; ``None`` keeps what is stored."""
        text = (self[name].data or "").strip()
        if text:
            return text
        return "" if "forget" in self and self.forget.data else None


def split_words(text: str | None) -> tuple[str, ...]:
    """Split what a person separates by 顿号, commas, semicolons or lines."""
    bare = text or ""
    for mark in "，,；;\n\r":
        bare = bare.replace(mark, "、")
    return tuple(word.strip() for word in bare.split("、") if word.strip())
