"""One client for every page test: it checks each page for everything that must always hold."""

import re
from collections import Counter
from urllib.parse import urlsplit

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTML = "{http://www.w3.org/1999/xhtml}"
NO_CSRF = ("/h/", "/o/", "/r/", "/v/")
FIELDS = ("input", "select", "textarea")


class Page:
    """An answered page, parsed, with short ways to look at it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        self.tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=True).parse(self.text)

    def all(self, tag: str) -> list:
        """Return every element of that HTML tag."""
        return list(self.tree.iter(HTML + tag))

    def words(self, element=None) -> str:
        """Return the visible text with blanks folded."""
        root = self.all("main")[0] if element is None else element
        return " ".join("".join(root.itertext()).split())

    @property
    def heading(self) -> str:
        return self.words(self.all("h1")[0])

    def links(self) -> dict[str, str]:
        """Return the links by their words."""
        return {self.words(a): a.get("href") for a in self.all("a")}

    def form(self, action: str | None = None) -> dict[str, str]:
        """Return the values a browser would send with the form of that action."""
        forms = [f for f in self.all("form") if action is None or f.get("action", "").startswith(action)]
        assert forms, f"no form to {action}: {[f.get('action') for f in self.all('form')]}"
        return dict(filter(None, (_sent(each) for each in forms[0].iter())))


def _sent(element) -> tuple[str, str] | None:
    tag, name = str(element.tag).removeprefix(HTML), element.get("name")
    if not name or element.get("disabled") is not None:
        return None
    if tag == "input" and element.get("type") in ("checkbox", "radio"):
        return (name, element.get("value", "on")) if element.get("checked") is not None else None
    if tag == "input" and element.get("type") not in ("submit", "file"):
        return name, element.get("value", "")
    if tag == "textarea":
        return name, "".join(element.itertext())
    if tag == "select":
        options = list(element.iter(HTML + "option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return (name, chosen[0].get("value", "")) if chosen else None
    return None


class PageClient:
    """A browser without a screen: ``get`` and ``post`` return checked pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200, **more) -> Page:
        response = self.client.get(path, **more)
        assert response.status_code == status, _told(response)
        return checked(response)

    def post(self, path: str, data: dict | None = None, status: int = 302, **more) -> Page | str:
        """Post a form; a redirect returns its target, anything else the checked page."""
        response = self.client.post(path, data=data or {}, **more)
        assert response.status_code == status, _told(response)
        return response.headers["Location"] if status in (302, 303) else checked(response)

    def submit(self, page: Page, action: str, status: int = 302, **values) -> Page | str:
        """Fill in the rendered form of a page and send it, as a person would."""
        fields = page.form(action)
        unknown = set(values) - {e.get("name") for f in page.all("form") for e in f.iter() if e.get("name")}
        assert not unknown, f"the form has no {unknown}"
        target = next(f.get("action") for f in page.all("form") if f.get("action", "").startswith(action))
        return self.post(target, {**fields, **values}, status=status)


def _told(response: TestResponse) -> str:
    text = re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))
    return f"{response.status_code} {response.headers.get('Location', '')} {' '.join(text.split())[:600]}"


def checked(response: TestResponse) -> Page:
    """Check a page for everything and return it."""
    page = Page(response)
    check_headers(response)
    check_heading(page)
    check_labels(page)
    check_ids(page)
    check_forms(page)
    check_inline(page)
    check_tables(page)
    check_words(page)
    return page


def check_headers(response: TestResponse) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    assert policy.startswith("default-src 'self'"), policy
    assert "unsafe" not in policy
    assert response.headers.get("X-Content-Type-Options") == "nosniff"


def check_heading(page: Page) -> None:
    """One h1, and the title begins with it."""
    assert page.all("html")[0].get("lang") in ("zh-CN", "en")
    headings = page.all("h1")
    assert len(headings) == 1, [page.words(h) for h in headings]
    title = page.words(page.all("title")[0])
    assert " · " in title
    assert page.heading.startswith(title.partition(" · ")[0]), (title, page.heading)
    assert len(page.all("main")) == 1


def check_labels(page: Page) -> None:
    """Every control has a label or a name of its own."""
    labelled = {label.get("for") for label in page.all("label")}
    wrapped = {id(e) for label in page.all("label") for e in label.iter()}
    for tag in FIELDS:
        for control in page.all(tag):
            if control.get("type") in ("hidden", "submit"):
                continue
            named = control.get("id") in labelled or id(control) in wrapped or control.get("aria-label")
            assert named, f"no label: {tag} {control.attrib}"
    for button in [*page.all("button"), *page.all("a")]:
        assert page.words(button) or button.get("aria-label"), f"no words: {button.attrib}"


def check_ids(page: Page) -> None:
    ids = Counter(e.get("id") for e in page.tree.iter() if e.get("id"))
    assert not [i for i, n in ids.items() if n > 1], [i for i, n in ids.items() if n > 1]
    pointing = ("for", "aria-describedby", "aria-labelledby")
    for element in page.tree.iter():
        for attribute in pointing:
            for target in (element.get(attribute) or "").split():
                assert target in ids, f"{attribute} points at nothing: {target}"
        href = element.get("href") or ""
        if str(element.tag) == HTML + "a" and href.startswith("#"):
            assert href[1:] in ids, f"link to nothing: {href}"


def check_forms(page: Page) -> None:
    for form in page.all("form"):
        method, action = form.get("method"), form.get("action")
        assert method in ("get", "post"), f"method: {form.attrib}"
        assert action, f"no action: {form.attrib}"
        assert not urlsplit(action).netloc, action
        names = {e.get("name") for e in form.iter()}
        if method == "post" and not action.startswith(NO_CSRF):
            assert "csrf_token" in names, f"no csrf: {action}"
    for button in page.all("button"):
        assert button.get("type") in ("submit", "button"), f"button without type: {page.words(button)}"


def check_inline(page: Page) -> None:
    """Nothing inline, nothing from elsewhere."""
    for element in page.tree.iter():
        assert element.get("style") is None, f"style=: {element.tag} {element.attrib}"
        handlers = [name for name in element.attrib if str(name).lower().startswith("on")]
        assert not handlers, handlers
        for attribute in ("src", "href"):
            value = element.get(attribute) or ""
            assert not value.lower().startswith("javascript:"), value
            if str(element.tag) in (HTML + "script", HTML + "link", HTML + "img"):
                assert not urlsplit(value).netloc, f"from elsewhere: {value}"
    assert not page.all("style"), "inline style"
    for script in page.all("script"):
        assert script.get("src"), "inline script"


def check_tables(page: Page) -> None:
    """A table has a caption or a named region, and its heads say what they head."""
    regions = {
        id(t)
        for e in page.tree.iter()
        if e.get("aria-label") and e.get("role")
        for t in e.iter(HTML + "table")
    }
    for table in page.all("table"):
        assert list(table.iter(HTML + "caption")) or id(table) in regions, "table without caption"
        for head in table.iter(HTML + "th"):
            assert head.get("scope") in ("col", "row"), f"th without scope: {page.words(head)}"


def check_words(page: Page) -> None:
    """No leftover of a template, no exclamation mark, no straight quotes round Chinese."""
    text = page.words(page.all("body")[0])
    if page.all("html")[0].get("lang") != "en":  # in English "None" is a word
        assert "None" not in text, text[max(0, text.find("None") - 60) : text.find("None") + 20]
    assert "！" not in text
    assert not re.search(r"%\(\w+\)s", text)
    assert not re.search(r'"[一-鿿]', text), "straight quotes"
