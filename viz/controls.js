/* What mouse, keys and the controls beside the picture do. */
function whole() {
  lookAt(Math.min(box.clientWidth / plan.width, box.clientHeight / plan.height), plan.width / 2, plan.height / 2);
}

function zoom(factor) {
  const position = network.getViewPosition();
  lookAt(network.getScale() * factor, position.x, position.y);
}

function move(right, down) {
  const position = network.getViewPosition();
  const scale = network.getScale();
  lookAt(scale, position.x + right * 60 / scale, position.y + down * 60 / scale);
}

function again(fromTop) {
  untouched = false;
  show(fromTop);
}

function fold(id) {
  if (!data.nodes[id].children.length) return;
  if (choice.folded.has(id)) choice.folded.delete(id);
  else choice.folded.add(id);
  again(false);
  if (current === id) step(id);
}

function cardAt(place) {
  const found = network.getNodeAt(place);
  return typeof found === "number" ? data.nodes[found] : null;
}

function onButton(node, place) {
  const button = buttonOf(node, placeOf(node.id));
  if (!button) return false;
  const spot = network.DOMtoCanvas(place);
  return Math.abs(spot.x - button.left - button.width / 2) <= button.width / 2 + 5 && Math.abs(spot.y - button.top - button.height / 2) <= button.height / 2 + 5;
}

/* All arrows on paths through a card: those that lead to it, and those that it leads to. On shelves its own arrows only. */
function arrowsOf(id) {
  if (data.arrangement === "shelves") return arrows.filter(function (arrow) { return arrow.from === id || arrow.to === id; });
  const found = new Set();
  for (const [near, far] of [["from", "to"], ["to", "from"]]) {
    const seen = new Set([id]);
    const waiting = [id];
    while (waiting.length) {
      const here = waiting.pop();
      for (const arrow of arrows) {
        if (arrow[near] !== here) continue;
        found.add(arrow);
        if (!seen.has(arrow[far])) { seen.add(arrow[far]); waiting.push(arrow[far]); }
      }
    }
  }
  return Array.from(found);
}

function mark(id) {
  network.setSelection({ nodes: [id], edges: arrowsOf(id).map(function (arrow) { return arrow.id; }) }, { highlightEdges: false });
}

network.on("hoverNode", function (event) {
  if (typeof event.node !== "number") return;
  if (data.arrangement === "shelves" && mode === "wide") { pointed = event.node; hideQuiet(); }
  mark(event.node);
});
network.on("blurNode", function () {
  network.unselectAll();
  if (data.arrangement === "shelves" && mode === "wide") { pointed = null; hideQuiet(); }
});

network.on("click", function (event) {
  const node = cardAt(event.pointer.DOM);
  if (!node) return;
  if (onButton(node, event.pointer.DOM)) { fold(node.id); return; }
  if (!node.url) return;
  const source = event.event.srcEvent || {};
  if (source.ctrlKey || source.metaKey) window.open(node.url, "_blank", "noopener");
  else window.location.assign(node.url);
});

box.addEventListener("mousemove", function (event) {
  const corner = box.getBoundingClientRect();
  const place = { x: event.clientX - corner.left, y: event.clientY - corner.top };
  const node = cardAt(place);
  box.style.cursor = node && (node.url || onButton(node, place)) ? "pointer" : "grab";
});

/* The card that the keys are on: marked in the picture, read out, and moved into sight. */
function step(id) {
  if (id === null || id === undefined) return;
  current = id;
  const node = data.nodes[id];
  const place = placeOf(id);
  const parts = [data.kinds[node.kind].word + ": " + node.label];
  if (node.children.length) parts.push((choice.folded.has(id) ? data.words.folded : data.words.unfolded).replace("{count}", node.children.length));
  document.getElementById("said").textContent = parts.join(". ");
  if (data.arrangement === "shelves") hideQuiet();
  mark(id);
  network.redraw();
  const middle = network.canvasToDOM({ x: place.left + place.width / 2, y: place.top + place.height / 2 });
  if (middle.x < 0 || middle.x > box.clientWidth || middle.y < 0 || middle.y > box.clientHeight) {
    lookAt(network.getScale(), place.left + place.width / 2, place.top + place.height / 2);
  }
  const onScreen = box.getBoundingClientRect().top + network.canvasToDOM({ x: 0, y: place.top }).y;
  if (onScreen < 60 || onScreen > window.innerHeight - 60) window.scrollBy(0, onScreen - window.innerHeight / 2);
}

/* The nearest card in a direction: the next in the column or line, or the next beside it. */
function beside(right, down) {
  if (current === null) return data.outline.find(function (id) { return shown.has(id); });
  if (mode === "outline") {
    const order = data.outline.filter(function (id) { return shown.has(id); });
    return order[order.indexOf(current) + (right + down > 0 ? 1 : -1)];
  }
  const here = placeOf(current);
  let best = null;
  let least = Infinity;
  shown.forEach(function (id) {
    const there = placeOf(id);
    const x = there.left + there.width / 2 - here.left - here.width / 2;
    const y = there.top + there.height / 2 - here.top - here.height / 2;
    const along = x * right + y * down;
    const aside = Math.abs(right ? y : x);
    if (id === current || along < 1 || (down && aside > 120)) return;
    const joined = right && arrows.some(function (arrow) { return (arrow.from === current && arrow.to === id) || (arrow.to === current && arrow.from === id); });
    const distance = along + 2 * aside - (joined ? 4000 : 0);
    if (distance < least) { least = distance; best = id; }
  });
  return best;
}

const keys = {
  ArrowLeft: function (event) { if (event.shiftKey) move(-1, 0); else step(beside(-1, 0)); },
  ArrowRight: function (event) { if (event.shiftKey) move(1, 0); else step(beside(1, 0)); },
  ArrowUp: function (event) { if (event.shiftKey) move(0, -1); else step(beside(0, -1)); },
  ArrowDown: function (event) { if (event.shiftKey) move(0, 1); else step(beside(0, 1)); },
  " ": function () { if (current !== null) fold(current); },
  Enter: function () { if (current !== null && data.nodes[current].url) window.location.assign(data.nodes[current].url); },
  "+": function () { zoom(1.25); },
  "=": function () { zoom(1.25); },
  "-": function () { zoom(0.8); },
  "0": whole,
};
box.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key](event);
});
box.addEventListener("focus", function () { network.redraw(); });
box.addEventListener("blur", function () {
  network.unselectAll();
  if (data.arrangement === "shelves") { current = null; hideQuiet(); }
  network.redraw();
});

document.getElementById("closer").addEventListener("click", function () { zoom(1.25); });
document.getElementById("farther").addEventListener("click", function () { zoom(0.8); });
document.getElementById("whole").addEventListener("click", whole);
document.getElementById("unfold").addEventListener("click", function () { choice.folded.clear(); again(true); });
document.getElementById("fold").addEventListener("click", function () {
  const below = new Set(data.nodes.flatMap(function (node) { return node.children; }));
  for (const node of data.nodes) if (node.children.length && (below.has(node.id) || node.folded)) choice.folded.add(node.id);
  again(true);
});
if (all) all.addEventListener("change", hideQuiet);
for (const tick of document.querySelectorAll("#choose input[data-kind]")) {
  tick.addEventListener("change", function () {
    if (tick.checked) choice.without.delete(tick.dataset.kind);
    else choice.without.add(tick.dataset.kind);
    again(true);
  });
}
const topic = document.getElementById("topic");
if (topic) topic.addEventListener("change", function () { choice.topic = topic.value === "" ? null : Number(topic.value); again(true); });
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;

/* Tables are put in order by a press on a heading. */
for (const button of document.querySelectorAll("th > button.sort")) {
  button.addEventListener("click", function () {
    const heading = button.parentElement;
    const column = Array.from(heading.parentElement.children).indexOf(heading);
    const body = heading.closest("table").tBodies[0];
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const rows = Array.from(body.rows, function (row) { return [row.cells[column].textContent, row]; });
    rows.sort(function (one, other) { return (down ? -1 : 1) * compare(one[0], other[0]); });
    body.append.apply(body, rows.map(function (pair) { return pair[1]; }));
  });
}

new ResizeObserver(arrange).observe(box);
arrange();
