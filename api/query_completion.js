// What the editor completes: our prefixes, and classes and properties by their names or by words of their labels.

/** A text without case and marks. */
const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** An IRI as it is written in a query: with one of the prefixes where what is left is a plain name, else whole. */
export function written(iri, prefixes) {
  let best = "";
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && namespace.length > (prefixes[best] ?? "").length && /^[A-Za-z0-9][\w-]*$/.test(iri.slice(namespace.length))) best = prefix;
  }
  return best ? `${best}:${iri.slice(prefixes[best].length)}` : `<${iri}>`;
}

/** Those of the terms that a half-written word may mean: the beginning of an IRI, or a part of a name or label. */
function meant(terms, token) {
  if (terms.some(term => term.name === token.string)) return []; // it is written already
  const begun = token.autocompletionString ?? "";
  const word = folded(token.string.replace(/^[^:<]*[:<]/, "").trim());
  const byIri = terms.filter(term => begun.length > 8 && term.iri.startsWith(begun));
  if (token.string.startsWith("<")) return byIri;
  const byName = terms.filter(term => !byIri.includes(term) && word.length > 1 && (folded(term.label).includes(word) || folded(term.name).includes(word)));
  const ownPrefix = token.string.includes(":") ? `${token.string.split(":")[0]}:` : "";
  const order = (left, right) => left.name.localeCompare(right.name);
  return [...byIri.sort(order), ...byName.filter(term => term.name.startsWith(ownPrefix)).sort(order)].slice(0, 60);
}

/** Tell the editor of our own prefixes, classes and properties; gives the names of the completers to be used. */
export function register(Yasqe, prefixes, language) {
  const terms = { classes: [], properties: [] };
  const labels = new Map();
  fetch(`/query/terms?language=${language}`)
    .then(answer => (answer.ok ? answer.json() : terms))
    .then(found => {
      for (const kind of Object.keys(terms)) {
        terms[kind] = found[kind].map(({ iri, label }) => ({ iri, label, name: written(iri, prefixes) }));
        for (const { name, label } of terms[kind]) labels.set(name, label);
      }
    })
    .catch(() => {}); // without them there is nothing to complete, and the page goes on
  const completer = (original, kind) =>
    Yasqe.forkAutocompleter(original, {
      name: `servanda-${kind}`,
      autoShow: true,
      bulk: false,
      get: (_, token) => meant(terms[kind], token).map(term => term.iri),
      postProcessSuggestion: (_, __, iri) => written(iri, prefixes),
      postprocessHints: (_, hints) => hints.map(hint => ({ ...hint, displayText: labels.get(hint.text) ? `${hint.text} · ${labels.get(hint.text)}` : hint.text })),
    }, false);
  Yasqe.forkAutocompleter("prefixes", {
    name: "servanda-prefixes",
    persistenceId: null,
    get: () => Object.entries(prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`).sort(),
  }, false);
  completer("class", "classes");
  completer("property", "properties");
  return ["servanda-prefixes", "variables", "servanda-classes", "servanda-properties"];
}
