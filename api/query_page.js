// The query page: runs what is in the editor, shows the answer or where the query is wrong, and helps to write it.
import { read, table } from "./query_answer.js";
import { written } from "./query_completion.js";
import { editor } from "./query_editor.js";

const at = id => document.getElementById(id);
const page = at("asking");
const words = JSON.parse(page.dataset.words);
const prefixes = JSON.parse(page.dataset.prefixes);
const language = document.documentElement.lang;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const TABLES = { JSON: ["application/sparql-results+json", "json"], CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], XML: ["application/sparql-results+xml", "xml"] };
const YES_OR_NO = { JSON: TABLES.JSON, XML: TABLES.XML };
const GRAPHS = { Turtle: ["text/turtle", "ttl"], "N-Triples": ["application/n-triples", "nt"], "JSON-LD": ["application/ld+json", "jsonld"], "RDF/XML": ["application/rdf+xml", "rdf"] };
/** Characters of the raw answer that are shown. */
const RAW = 200_000;

const ask = (query, accept, signal) =>
  fetch("/sparql", { method: "POST", body: query, headers: { "Content-Type": "application/sparql-query", Accept: accept }, signal });

let running = null;
const query = editor(at("query"), at("editor"), { prefixes, words, language, run });

// running

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  const text = query.text();
  query.clear();
  share();
  history.replaceState(null, "", at("share").href);
  at("answering").hidden = false;
  at("answering").setAttribute("aria-busy", "true");
  for (const place of ["wrong", "rows", "forms"]) at(place).replaceChildren();
  at("downloads").hidden = at("raw").hidden = true;
  at("status").textContent = words.running;
  at("stop").hidden = false;
  const began = performance.now();
  try {
    const answer = await ask(text, "application/sparql-results+json, application/n-triples", mine.signal);
    const body = await answer.text();
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    if (answer.ok) show(text, body, answer.headers.get("content-type") ?? "", seconds);
    else wrong(answer.status, body);
  } catch (error) {
    if (running === mine) {
      at("status").textContent = "";
      if (error.name === "AbortError") at("status").textContent = words.stopped;
      else told(filled(words.unreachable, { sentence: error.message }));
    }
  }
  if (running !== mine) return;
  running = null;
  at("stop").hidden = true;
  at("answering").removeAttribute("aria-busy");
}

function show(text, body, type, seconds) {
  const found = read(body, type);
  if ("boolean" in found) at("status").textContent = filled(found.boolean ? words.yes : words.no, { seconds });
  else {
    const rows = found.rows.length;
    at("status").textContent = filled(rows === 1 ? words.one_row : rows ? words.rows : words.no_rows, { rows: rows.toLocaleString(language), seconds });
    table(at("rows"), found, { prefixes, words });
  }
  offer(text, "boolean" in found ? YES_OR_NO : type.includes("json") ? TABLES : GRAPHS);
  at("raw").hidden = false;
  at("raw-text").textContent = body.slice(0, RAW);
  at("raw-part").textContent = body.length > RAW ? words.part_raw : "";
  if (at("answering").getBoundingClientRect().top > innerHeight * 0.6) at("answering").scrollIntoView();
}

function told(sentence) {
  const note = document.createElement("p");
  note.className = "wrong";
  note.textContent = sentence;
  at("wrong").replaceChildren(note);
}

function wrong(status, body) {
  at("status").textContent = "";
  let problem = { detail: `${status} ${body.slice(0, 500)}` };
  try {
    problem = JSON.parse(body);
  } catch { /* not the service's own words: they are shown as they came */ }
  const sentence = problem.detail ?? problem.title;
  if (!problem.line) return told(sentence);
  const place = query.place(problem.line, problem.column ?? 1);
  told(filled(words.at, { ...place, sentence }));
  query.mark(place, sentence);
  if (!at("editor").matches(":focus-within")) at("query-form").scrollIntoView({ block: "nearest" });
}

/** Offer the answer as a file in each form. */
function offer(text, forms) {
  at("downloads").hidden = false;
  for (const [name, [accept, ending]] of Object.entries(forms)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.dataset.form = ending;
    button.addEventListener("click", async () => {
      const answer = await ask(text, accept).catch(error => told(filled(words.unreachable, { sentence: error.message })));
      if (!answer) return;
      if (!answer.ok) return wrong(answer.status, await answer.text());
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `answer.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    at("forms").append(button, " ");
  }
}

at("query-form").addEventListener("submit", event => { event.preventDefault(); run(); });
at("stop").addEventListener("click", () => running?.abort());

// sharing

function share() {
  const asked = new URLSearchParams({ query: query.text(), language });
  at("share").href = `/query?${asked}`;
  at("share-version").href = `/version/${page.dataset.version}/query?${asked}`;
}
query.changed(share);
at("copy").addEventListener("click", async () => {
  share();
  at("copied").textContent = await navigator.clipboard.writeText(at("share").href).then(() => words.copied, () => words.not_copied);
});

// examples

const examples = [...document.querySelectorAll("#examples li")];
at("examples")?.addEventListener("click", async event => {
  const link = event.target.closest("a[data-example]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(`/query/examples/${link.dataset.example}.rq`).catch(() => null);
  if (!answer?.ok) return location.assign(link.href);
  query.show(await answer.text());
  query.focus();
  at("query-form").scrollIntoView({ block: "nearest" });
});
at("filter")?.addEventListener("input", event => {
  const wanted = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const each of examples) {
    const text = `${each.textContent} ${each.firstElementChild.dataset.example}`.toLowerCase();
    each.hidden = !wanted.every(word => text.includes(word));
  }
  at("filtered").textContent = filled(words.examples_found, { found: examples.filter(each => !each.hidden).length, all: examples.length });
});

// things by their names

let looking = 0;
async function find() {
  const asked = at("find").value.trim();
  const mine = ++looking;
  at("things").replaceChildren();
  at("things").hidden = true;
  at("things-status").textContent = "";
  if (asked.length < 2) return;
  at("things-status").textContent = words.looking;
  const answer = await fetch(`/api/search?${new URLSearchParams({ q: asked, language, limit: 8 })}`).catch(() => null);
  if (mine !== looking) return;
  if (!answer?.ok) {
    at("things-status").textContent = filled(words.unreachable, { sentence: answer ? answer.status : "" });
    return;
  }
  const { groups, close } = (await answer.json()).answer;
  if (mine !== looking) return;
  at("things-status").textContent = groups.length
    ? filled(words.found, { found: groups.reduce((sum, group) => sum + group.count, 0) })
    : filled(words.nothing, { close: close.join(", ") || "–" });
  for (const group of groups) {
    const heading = document.createElement("h3");
    heading.textContent = words[group.kind];
    const list = document.createElement("ul");
    list.className = "plain";
    for (const { thing, name } of group.found) {
      const button = list.appendChild(document.createElement("li")).appendChild(document.createElement("button"));
      const term = document.createElement("code");
      term.textContent = written(thing, prefixes).replace(/^<https:\/\/w3id\.org\/servanda\/(.*)>$/, "$1");
      button.type = "button";
      button.dataset.iri = thing;
      button.title = filled(words.insert, { term: written(thing, prefixes) });
      button.append(name, " ", term);
      button.addEventListener("click", () => query.insert(thing));
    }
    at("things").append(heading, list);
  }
  at("things").hidden = !groups.length;
}
let waiting = 0;
at("find")?.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 250); });
at("finding")?.addEventListener("submit", event => { event.preventDefault(); find(); });

// what needs this script is shown now; on a small screen the lists are folded, so that the editor is in sight
for (const id of ["filtering", "sharing", "keys"]) if (at(id)) at(id).hidden = false;
if (matchMedia("(max-width: 61.9rem)").matches) for (const each of document.querySelectorAll("details.folds")) each.open = false;
if (!window.Yasqe) at("keys").textContent = words.no_editor;
share();
