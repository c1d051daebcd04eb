// The editor: YASQE where it could be loaded, else the page's plain text field.
import { register, written } from "./query_completion.js";

/** A plain text field with the same doings as the editor. */
function plain(field) {
  return {
    text: () => field.value,
    show: text => { field.value = text; },
    insert: iri => { field.setRangeText(`<${iri}>`, field.selectionStart, field.selectionEnd, "end"); field.focus(); },
    place: (line, column) => ({ line, column }),
    mark: ({ line }) => {
      const start = field.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      const end = field.value.indexOf("\n", start);
      field.setSelectionRange(start, end < 0 ? field.value.length : end);
    },
    clear: () => {},
    focus: () => field.focus(),
    changed: told => field.addEventListener("input", told),
  };
}

/** Where the editor's own grammar says that the query goes wrong, counted from 1; or nothing. */
function mistake(yasqe) {
  for (let line = 0; line < yasqe.getDoc().lineCount(); line++) {
    const token = yasqe.getLineTokens(line, true).find(each => each.state.OK === false);
    if (token) return { line: line + 1, column: token.start + 1 };
  }
  return null;
}

/** Put YASQE in the text field's place. `run` is called when a key asks for it. */
export function editor(field, place, { prefixes, words, language, run }) {
  if (!window.Yasqe) return plain(field);
  window.Yasqe.defaults.autocompleters = [];
  const autocompleters = register(window.Yasqe, prefixes, language);
  const yasqe = new window.Yasqe(place, {
    value: field.value,
    autocompleters,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity, // the editor is as high as the query: a keyboard need not scroll within it
    prefixCcApi: null,
    screenReaderLabel: words.editor,
  });
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), "Tab": false, "Shift-Tab": false, "Ctrl-S": false, "Ctrl-Enter": run, "Cmd-Enter": run });
  const input = yasqe.getInputField();
  input.setAttribute("aria-label", words.editor);
  input.setAttribute("aria-describedby", "keys");
  // the library's list of completions has no name of its own
  yasqe.on("autocompletionShown", (_, widget) => (widget?.hints ?? document.querySelector(".CodeMirror-hints"))?.setAttribute("aria-label", words.completions));
  field.hidden = true;
  document.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => yasqe.focus());

  let marks = [];
  const clear = () => { for (const mark of marks.splice(0)) mark(); };
  yasqe.on("change", clear);
  return {
    text: () => yasqe.getValue(),
    show: text => { yasqe.setValue(text); yasqe.getDoc().clearHistory(); },
    insert: iri => {
      const term = written(iri, prefixes);
      const { line, ch } = yasqe.getDoc().getCursor("from");
      yasqe.getDoc().replaceSelection(/[\w>}"]$/.test(yasqe.getDoc().getLine(line).slice(0, ch)) ? ` ${term}` : term);
      const prefix = term.startsWith("<") ? "" : term.split(":")[0];
      if (prefix && yasqe.getPrefixesFromQuery()[prefix] === undefined) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
      yasqe.focus();
    },
    mark: (place, sentence) => {
      clear();
      const { line, column } = place;
      const at = Math.min(line, yasqe.getDoc().lineCount()) - 1;
      const handle = yasqe.getDoc().addLineClass(at, "background", "wrong-line");
      marks.push(() => yasqe.getDoc().removeLineClass(handle, "background", "wrong-line"));
      const note = document.createElement("div");
      note.className = "wrong-place";
      note.textContent = sentence;
      const widget = yasqe.addLineWidget(at, note, { coverGutter: false });
      marks.push(() => widget.clear());
      const from = { line: at, ch: Math.max(0, column - 1) };
      const word = yasqe.getDoc().markText(from, { line: at, ch: from.ch + 1 }, { className: "wrong-word" });
      marks.push(() => word.clear());
      yasqe.getDoc().setCursor(from);
      yasqe.scrollIntoView(from, 60);
    },
    // the service tells how far its parser came; where this grammar stops before that, it is the nearer place
    place: (line, column) => {
      const own = mistake(yasqe);
      return own && (own.line < line || (own.line === line && own.column < column)) ? own : { line, column };
    },
    clear,
    focus: () => yasqe.focus(),
    changed: told => yasqe.on("change", told),
  };
}
