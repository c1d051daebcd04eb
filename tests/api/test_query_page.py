"""The page on which a person asks in SPARQL: what it offers without a browser's help, and what it does in a real browser."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from servanda.api import browser_files
from servanda.ontology.questions import question_body, question_names, sentence

#: Waits until an expression is true, up to 20 seconds; then tells its value. It is not passed as text: the page's policy forbids `eval`.
WAIT = """
return new Promise(done => {
  const end = Date.now() + 20000;
  const look = () => {
    const found = EXPRESSION;
    if (found || Date.now() > end) done(found); else setTimeout(look, 50);
  };
  look();
});
"""
TEXT = "return document.querySelector('.CodeMirror').CodeMirror.getValue()"
RUN = "document.getElementById('run').click()"
WRONG = "SELECT ?thing WHERE {\n  ?thing a ?class .\n  FILTER(?class = )\n}"


def wait(browser: Any, expression: str) -> Any:
    return browser.run(WAIT.replace("EXPRESSION", expression))


class _Form(HTMLParser):
    """Reads the form that asks the endpoint, as a browser without scripts does."""

    def __init__(self) -> None:
        super().__init__()
        self.form: dict[str, str | None] = {}
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("action") == "/sparql":
            self.form = given
        self._inside = tag == "textarea" and given.get("name") == "query"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "textarea"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


def form_of(page: str) -> _Form:
    read = _Form()
    read.feed(page)
    return read


def test_every_question_is_offered_in_plain_words_with_a_link_that_needs_no_script(client: httpx.Client) -> None:
    page = client.get("/query").text
    links = dict(re.findall(r'<a href="([^"]+)" data-example="([^"]+)"', page))
    assert set(links.values()) == question_names()
    for name in question_names():
        assert html.escape(sentence(question_body(name)), quote=False) in page.replace("&#39;", "'").replace("&#34;", '"'), name
    (address,) = [html.unescape(link) for link, name in links.items() if name == "states"]
    assert sentence(question_body("states")) in form_of(client.get(address).text).text


def test_without_scripts_the_form_asks_the_endpoint(client: httpx.Client) -> None:
    read = form_of(client.get("/query").text)
    assert read.form["method"] == "post"
    answer = client.post("/sparql", data={"query": read.text}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) > 50  # the states bound by ICRMW on a day of 2023


@pytest.mark.parametrize("query", ['ASK { ?s ?p "</textarea><script>alert(1)</script>" }', "SELECT * WHERE { ?s ?p 'نعم & «yes»' }\n# end"])
def test_a_shared_address_fills_the_editor_with_the_query_as_it_was(client: httpx.Client, query: str) -> None:
    page = client.get("/query", params={"query": query, "language": "id"}).text
    assert form_of(page).text == query
    assert "<script>alert" not in page


def test_the_page_is_a_page_of_this_host_only(client: httpx.Client) -> None:
    response = client.get("/query", params={"language": "id"})
    assert response.headers["content-language"] == "id"
    assert "script-src" not in response.headers["content-security-policy"]  # scripts are as default-src says: of this host, none inline
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]* src=)", response.text)
    taken = re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', response.text)
    local = [address for address in taken if not address.startswith("data:")]
    assert len(local) >= 4
    for address in local:
        assert address.startswith("/")
        assert client.get(address).status_code == 200, address


def test_the_scripts_and_the_editor_are_served(client: httpx.Client) -> None:
    page = client.get("/query").text
    (script,) = re.findall(r'src="(/query/scripts/\w+/query_page\.js)"', page)
    response = client.get(script)
    assert response.headers["content-type"].startswith("text/javascript")
    assert "immutable" in response.headers["cache-control"]
    for other in re.findall(r'from "\./(\w+)\.js"', response.text):
        assert client.get(f"{script.rsplit('/', 1)[0]}/{other}.js").status_code == 200
    assert client.get("/query/scripts/older/query_page.js").headers["cache-control"] == "no-cache"
    assert client.get("/query/scripts/older/app.js").status_code == 404
    assert client.get("/browser/yasqe.min.js").headers["content-type"].startswith("text/javascript")


def test_what_is_completed_is_of_our_ontology_and_of_the_vocabularies_that_it_uses(client: httpx.Client) -> None:
    found = client.get("/query/terms", params={"language": "id"}).json()
    classes = {each["iri"]: each["label"] for each in found["classes"]}
    properties = {each["iri"]: each["label"] for each in found["properties"]}
    assert classes["https://w3id.org/servanda/ontology#Accession"] == "aksesi"
    assert "https://w3id.org/servanda/ontology#boundFrom" in properties
    assert "http://www.w3.org/2004/02/skos/core#prefLabel" in properties
    assert "http://www.w3.org/2004/02/skos/core#Concept" in classes


@pytest.mark.parametrize("address", ["/query?example=nosuch", "/query/examples/nosuch.rq", "/query/examples/../states.rq"])
def test_what_is_no_question_is_not_found(client: httpx.Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_files_of_the_editor_are_copied_with_their_licences(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = root / "node_modules"
    if not (modules / "@zazuko" / "yasqe").is_dir():
        sentence = "YASQE is not there: run `make setup`, which fetches it with npm"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI it must be there")
        pytest.skip(sentence)
    monkeypatch.setattr(browser_files, "FOLDER", tmp_path / "browser")
    names = {path.name for path in browser_files.install(modules)}
    assert {"yasqe.min.js", "yasqe.min.css", "yasqe.LICENSE.txt", "swagger-ui.css"} <= names
    licences = (tmp_path / "browser" / "yasqe.LICENSE.txt").read_text(encoding="utf-8")
    for holder in ("Triply", "Marijn Haverbeke", "Sindre Sorhus", "Apache"):  # YASQE, CodeMirror, query-string, DOMPurify
        assert holder in licences
    assert "sourceMappingURL" not in (tmp_path / "browser" / "yasqe.min.js").read_text(encoding="utf-8")


def test_a_missing_file_of_npm_is_named_and_nothing_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_files, "FOLDER", tmp_path / "browser")
    with pytest.raises(FileNotFoundError, match=r"swagger-ui-dist/.*make setup"):
        browser_files.install(tmp_path)
    assert not (tmp_path / "browser").exists()


@pytest.mark.parametrize("name", ["query_page", "query_editor", "query_completion", "query_answer"])
def test_the_scripts_are_javascript(root: Path, name: str, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        sentence = "to check the scripts' syntax, this machine lacks node"
        if os.environ.get("CI"):
            pytest.fail(f"{sentence}; in CI it must be there")
        pytest.skip(sentence)
    module = tmp_path / f"{name}.mjs"
    shutil.copyfile(root / "api" / f"{name}.js", module)
    done = subprocess.run(["node", "--check", str(module)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_query_is_chosen_run_sorted_and_shared_in_the_browser(browser: Any, site: str) -> None:
    browser.show(f"{site}/query?language=en")
    assert wait(browser, "document.querySelectorAll('.CodeMirror').length") == 1
    browser.run("document.querySelector('[data-example=\"states\"]').click()")
    chosen = sentence(question_body("states"))
    assert wait(browser, f"document.querySelector('.CodeMirror').CodeMirror.getValue().includes({chosen!r})")
    browser.run(RUN)
    assert wait(browser, "document.querySelectorAll('#rows tbody tr').length") == 1  # the question is about one state
    assert chosen in parse_qs(urlsplit(browser.run("return location.href")).query)["query"][0]
    browser.run("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * WHERE { ?thing a ?class } LIMIT 345')")
    browser.run(RUN)
    assert wait(browser, "document.querySelectorAll('#rows tbody tr').length > 1")
    assert browser.run("return document.getElementById('status').innerText").startswith("345 rows")
    assert browser.run("return document.querySelectorAll('#rows tbody tr').length") == 200
    browser.run("[...document.querySelectorAll('#rows > button')].at(-1).click()")
    assert browser.run("return document.querySelectorAll('#rows tbody tr').length") == 345
    assert browser.run("return [...document.querySelectorAll('#forms button')].map(each => each.textContent)") == [
        "JSON",
        "CSV",
        "TSV",
        "XML",
    ]
    assert '"bindings"' in browser.run("return document.getElementById('raw-text').textContent")
    browser.run("document.querySelector('#rows th button').click()")
    assert browser.run("return document.querySelector('#rows th').getAttribute('aria-sort')") == "ascending"
    browser.run("const it = document.getElementById('filter'); it.value = 'denounced'; it.dispatchEvent(new Event('input'))")
    assert 0 < browser.run("return [...document.querySelectorAll('#examples li')].filter(each => !each.hidden).length") < 20
    assert browser.errors() == []
    assert [each for each in browser.requests() if not each.startswith((f"{site}/", "data:"))] == []


def test_an_error_is_marked_at_its_line_until_the_query_is_changed(browser: Any, site: str) -> None:
    browser.show(f"{site}/query?{httpx.QueryParams(query=WRONG, language='en')}")
    assert wait(browser, "document.querySelectorAll('.CodeMirror').length") == 1
    browser.run(RUN)
    assert wait(browser, "document.querySelectorAll('.wrong-line').length") == 1
    info = "const it = document.querySelector('.CodeMirror').CodeMirror; "
    assert "wrong-line" in (browser.run(info + "return it.lineInfo(2).bgClass") or "")
    assert browser.run("return document.getElementById('wrong').innerText").startswith("Line 3, column 19: ")
    assert browser.run("return document.querySelector('.wrong-place').innerText")
    browser.run(info + "it.setValue('ASK { ?s ?p ?o }')")
    assert browser.run("return document.querySelectorAll('.wrong-line, .wrong-place').length") == 0
    browser.run(RUN)
    assert wait(browser, "document.getElementById('status').innerText.startsWith('Yes')")
    assert browser.run("return document.getElementById('wrong').innerText") == ""
    # the browser itself writes down that the endpoint refused the wrong query; nothing else complains
    assert [each for each in browser.errors() if "400 (Bad Request)" not in each] == []


def test_a_thing_is_found_by_its_indonesian_name_and_a_term_by_its_label(browser: Any, site: str) -> None:
    browser.show(f"{site}/query?{httpx.QueryParams(query='SELECT * WHERE { ?act sv:actor ', language='id')}")
    assert wait(browser, "document.querySelectorAll('.CodeMirror').length") == 1
    editor = "const it = document.querySelector('.CodeMirror').CodeMirror; "
    browser.run(editor + "it.setCursor(it.lastLine(), 1000)")
    browser.run("const it = document.getElementById('find'); it.value = 'arab saudi'; it.dispatchEvent(new Event('input'))")
    assert wait(browser, "document.querySelectorAll('#things button').length")
    browser.run("document.querySelector('#things button').click()")
    text = browser.run(TEXT)
    assert "?act sv:actor state:SAU" in text
    assert "PREFIX state: <https://w3id.org/servanda/id/state/>" in text
    browser.run(editor + "it.setValue('SELECT * WHERE { ?act a aksesi'); it.setCursor(0, 1000); it.focus(); it.autocomplete()")
    shown = "[...document.querySelectorAll('.CodeMirror-hint')].map(each => each.textContent).find(each => each.startsWith('sv:Accession'))"
    assert wait(browser, shown) == "sv:Accession · aksesi"
    assert browser.errors() == []
    assert [each for each in browser.requests() if not each.startswith((f"{site}/", "data:"))] == []
