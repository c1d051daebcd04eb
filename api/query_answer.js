// The answer to a query: read from JSON results or N-Triples, shown as a table that can be sorted.
import { written } from "./query_completion.js";

const BASE = "https://w3id.org/servanda/";
const XSD = "http://www.w3.org/2001/XMLSchema#";
/** Rows that are shown at once. */
const SHOWN = 200;
const TRIPLE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.*?)\s*\.\s*$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/;
const ESCAPES = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

const unescaped = text => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) => (one ? ESCAPES[one] ?? one : String.fromCodePoint(parseInt(four ?? eight, 16))));

/** A term of N-Triples as JSON results write it. */
function term(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  const literal = LITERAL.exec(text);
  if (literal) return { type: "literal", value: unescaped(literal[1]), "xml:lang": literal[2], datatype: literal[3] };
  return { type: "bnode", value: text.replace(/^_:/, "") };
}

/** An answer as {columns, rows} of terms, or {boolean}. */
export function read(text, type) {
  if (type.includes("json")) {
    const found = JSON.parse(text);
    if ("boolean" in found) return { boolean: found.boolean };
    return { columns: found.head.vars, rows: found.results.bindings.map(row => found.head.vars.map(name => row[name])) };
  }
  const rows = text.split("\n").map(line => TRIPLE.exec(line)).filter(Boolean).map(found => found.slice(1).map(term));
  return { columns: ["subject", "predicate", "object"], rows };
}

function cell(value, prefixes) {
  const shown = document.createElement("td");
  if (value === undefined) return shown;
  if (value.type === "uri") {
    const short = written(value.value, prefixes).replace(/^<(.*)>$/, "$1").replace(BASE, "");
    const ours = value.value.startsWith(`${BASE}id/`) || value.value.startsWith(`${BASE}ontology`);
    if (ours || /^https?:/.test(value.value)) {
      const link = document.createElement("a");
      link.href = ours ? `/${value.value.slice(BASE.length)}` : value.value;
      link.textContent = short;
      link.title = value.value;
      shown.append(link);
    } else shown.textContent = short;
    return shown;
  }
  const text = document.createElement("span");
  text.dir = "auto";
  text.textContent = value.type === "bnode" ? `_:${value.value}` : value.value;
  if (text.textContent.length > 60) shown.className = "long";
  if (value["xml:lang"]) text.lang = value["xml:lang"];
  shown.append(text);
  const kind = value["xml:lang"] ?? (value.datatype && value.datatype !== `${XSD}string` ? written(value.datatype, prefixes) : "");
  if (kind) {
    const note = document.createElement("span");
    note.className = "quiet";
    note.textContent = ` ${kind}`;
    shown.append(note);
  }
  return shown;
}

const number = value => (value?.datatype?.startsWith(XSD) && value.value.trim() !== "" && !Number.isNaN(Number(value.value)) ? Number(value.value) : null);

function compared(left, right) {
  if (left === undefined || right === undefined) return (left === undefined) - (right === undefined);
  const [a, b] = [number(left), number(right)];
  return a !== null && b !== null ? a - b : left.value.localeCompare(right.value);
}

/** Show rows as a table in a place of the page. */
export function table(place, { columns, rows }, { prefixes, words }) {
  place.replaceChildren();
  if (!rows.length) return;
  const box = document.createElement("div");
  box.className = "box";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.table);
  const element = box.appendChild(document.createElement("table"));
  const head = element.createTHead().insertRow();
  const body = element.createTBody();
  const part = document.createElement("p");
  part.className = "quiet";
  const more = document.createElement("button");
  more.type = "button";
  more.textContent = words.more;
  let order = rows;
  let shown = 0;
  const show = () => {
    for (const row of order.slice(shown, shown + SHOWN)) body.insertRow().append(...row.map(value => cell(value, prefixes)));
    shown = Math.min(order.length, shown + SHOWN);
    more.hidden = shown === order.length;
    part.textContent = more.hidden ? "" : words.part.replace("{shown}", shown).replace("{rows}", order.length);
  };
  more.addEventListener("click", show);
  columns.forEach((name, index) => {
    const header = head.appendChild(document.createElement("th"));
    header.scope = "col";
    const button = header.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = name;
    button.title = words.sort.replace("{name}", name);
    button.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "ascending";
      for (const each of head.cells) each.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", down ? "descending" : "ascending");
      order = [...rows].sort((left, right) => (down ? -1 : 1) * compared(left[index], right[index]));
      body.replaceChildren();
      shown = 0;
      show();
    });
  });
  show();
  place.append(box, part, more);
}
