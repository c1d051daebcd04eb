/* Draws the network that stands in the page as data. Nothing moves by itself. */
const data = JSON.parse(document.getElementById("network-data").textContent);
const box = document.getElementById("picture");
const font = 'Helvetica, Arial, "Liberation Sans", sans-serif';
const smallestText = 10.5; // pixels on the screen; below this the wide arrangement gives way to the outline
const choice = { folded: new Set(data.nodes.filter(function (node) { return node.folded; }).map(function (node) { return node.id; })), topic: null, without: new Set() };
const all = document.getElementById("arrows-all");
let mode = "wide";
let widthDrawn = 0;
let untouched = true;
let shown = new Set();
let arrows = [];
let plan = null;
let current = null; // the card that the keys are on
let pointed = null; // the card under the mouse

function placeOf(id) {
  const place = plan.places.get(id);
  return Object.assign({}, data.nodes[id][mode], place);
}

function drawSymbol(ctx, kind, x, y, radius) {
  ctx.beginPath();
  for (const [dx, dy] of kind.symbol) ctx.lineTo(x + dx * radius, y + dy * radius);
  ctx.closePath();
  ctx.fillStyle = kind.colour;
  ctx.fill();
}

/* The small button on a card that folds what stands under it. */
function buttonOf(node, place) {
  if (!node.children.length) return null;
  const text = choice.folded.has(node.id) ? "+" + node.children.length : "−";
  const width = text.length > 2 ? 32 : 26;
  return { text: text, left: place.left + place.width - width - 5, top: place.top + 4, width: width, height: 19 };
}

function drawText(ctx, node, place, left, indent, width) {
  const kind = data.kinds[node.kind];
  const button = buttonOf(node, place);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.direction = "ltr";
  ctx.fillStyle = kind.colour;
  ctx.font = "bold " + data.sizes.kind + "px " + font;
  ctx.fillText(kind.word, left + indent, place.top + data.sizes.heading / 2 + 1, Math.max(20, width - indent - (button ? button.width : 0)));
  if (button) {
    ctx.beginPath();
    ctx.roundRect(button.left, button.top, button.width, button.height, 9);
    ctx.fillStyle = data.paper;
    ctx.fill();
    ctx.strokeStyle = kind.colour;
    ctx.lineWidth = 1.2;
    ctx.stroke();
    ctx.fillStyle = kind.colour;
    ctx.textAlign = "center";
    ctx.fillText(button.text, button.left + button.width / 2, button.top + button.height / 2 + 0.5);
    ctx.textAlign = "left";
  }
  ctx.fillStyle = data.ink;
  ctx.font = data.sizes.label + "px " + font;
  ctx.direction = node.direction;
  ctx.textAlign = node.direction === "rtl" ? "right" : "left";
  let y = place.top + data.sizes.heading + data.sizes.line / 2;
  for (const line of place.lines) {
    ctx.fillText(line, node.direction === "rtl" ? left + width : left, y, width);
    y += data.sizes.line;
  }
  ctx.direction = "ltr";
  ctx.textAlign = "left";
  ctx.fillStyle = data.arrow;
  for (const line of place.references) {
    ctx.fillText(line, left, y, width);
    y += data.sizes.line;
  }
}

function drawCard(drawing) {
  const ctx = drawing.ctx;
  const node = data.nodes[drawing.id];
  const kind = data.kinds[node.kind];
  const place = placeOf(drawing.id);
  return {
    drawNode: function () {
      const marked = drawing.state.selected || drawing.state.hover;
      if (mode === "wide") {
        ctx.beginPath();
        ctx.roundRect(place.left, place.top, place.width, place.height, 6);
        ctx.fillStyle = kind.tint;
        ctx.strokeStyle = kind.colour;
        ctx.lineWidth = marked ? 3 : 1.5;
        ctx.fill();
        ctx.stroke();
        drawSymbol(ctx, kind, place.left + 17, place.top + data.sizes.heading / 2 + 1, 6);
        drawText(ctx, node, place, place.left + 10, 20, place.width - 20);
      } else {
        const x = place.left + data.measure.pad;
        drawSymbol(ctx, kind, x, place.top + data.sizes.heading / 2, 7);
        drawText(ctx, node, place, x + data.sizes.text, 0, place.left + place.width - x - data.sizes.text);
      }
      if (node.id === current && document.activeElement === box) {
        ctx.beginPath();
        ctx.roundRect(place.left - 4, place.top - 4, place.width + 8, place.height + 8, 8);
        ctx.lineWidth = 3;
        ctx.strokeStyle = data.ink;
        ctx.setLineDash([6, 4]);
        ctx.stroke();
        ctx.setLineDash([]);
      }
    },
    nodeDimensions: { width: place.width, height: place.height },
  };
}

/* vis-network leads arrows from middle to middle, which would hide them behind neighbouring cards. So each card has two invisible
   points, one at each side. */
const sides = ["l", "r"];
function drawPoint() {
  const size = mode === "wide" ? 1 : 15;
  return { drawNode: function () {}, nodeDimensions: { width: size, height: size } };
}
function pointAt(node, side) {
  const place = placeOf(node.id);
  if (mode === "outline") return { x: place.left + data.measure.pad, y: place.top + data.sizes.heading / 2 };
  return { x: place.left + (side === "l" ? 0 : place.width), y: place.top + place.height / 2 };
}
const points = data.nodes.flatMap(function (node) {
  return sides.map(function (side) { return { id: side + node.id, shape: "custom", ctxRenderer: drawPoint, fixed: true, chosen: false, hidden: true, x: 0, y: 0 }; });
});
const cards = data.nodes.map(function (node) { return Object.assign({}, node, { ctxRenderer: drawCard, hidden: true }); });
const nodes = new vis.DataSet(points.concat(cards)); // the cards last: the mouse finds them before the points
const edges = new vis.DataSet([]);
const network = new vis.Network(box, { nodes: nodes, edges: edges }, data.options);
box.firstElementChild.tabIndex = -1; // the box itself takes the focus

function edgeOf(arrow) {
  const from = placeOf(arrow.from);
  const to = placeOf(arrow.to);
  const backwards = mode === "wide" && to.left + to.width <= from.left;
  const look = data.lines[arrow.line];
  return { id: arrow.id, from: (backwards ? "l" : "r") + arrow.from, to: (backwards ? "r" : "l") + arrow.to, title: arrow.title,
    width: look.width, dashes: look.dashes, hidden: quiet(arrow) };
}

/* On shelves arrows would run through everything: they are drawn for the card that is pointed at, or when all are asked for. */
function quiet(arrow) {
  if (mode === "outline") return !arrow.branch || data.arrangement === "shelves";
  if (data.arrangement === "columns" || (all && all.checked)) return false;
  const marked = pointed === null ? current : pointed;
  return marked !== arrow.from && marked !== arrow.to;
}

function lookAt(scale, x, y) {
  network.moveTo({ scale: Math.min(4, Math.max(0.1, scale)), position: { x: x, y: y }, animation: false });
}

/* The arrangement that can be read at this width, at full width, from its top. */
function arrange() {
  const width = box.clientWidth;
  if (!width || width === widthDrawn) return;
  widthDrawn = width;
  show(true);
}

/* The places of the first picture are those of the server; a difference means that its rules and those of places.js have parted. */
function checkFirst() {
  const first = data.first[mode];
  const ids = Object.keys(first);
  const same = ids.length === plan.places.size && ids.every(function (id) {
    const place = plan.places.get(Number(id));
    return place && Math.abs(place.left - first[id][0]) < 0.2 && Math.abs(place.top - first[id][1]) < 0.2;
  });
  if (!same) console.error("the places worked out in the browser are not those of the server");
  for (const id of ids) plan.places.set(Number(id), { left: first[id][0], top: first[id][1] });
}

function show(fromTop) {
  const before = network.getViewPosition();
  shown = choose(data, choice);
  arrows = arrowsBetween(data, shown, choice.without);
  const wide = placing[data.arrangement](data, shown, arrows);
  const wideScale = Math.min(widthDrawn / Math.max(wide.width, data.arrangement === "columns" ? 700 : 0), 1.15);
  mode = wideScale * data.sizes.label >= smallestText ? "wide" : "outline";
  plan = mode === "wide" ? wide : placing.outline(data, shown);
  if (untouched) checkFirst();
  const scale = mode === "wide" ? wideScale : Math.min(1.3, Math.max(0.8, widthDrawn / plan.width));
  const dots = window.devicePixelRatio || 1;
  const tallest = Math.min(16000 / dots, 16e6 / (dots * dots * widthDrawn)); // telephones refuse larger canvases
  const cut = plan.height * scale > tallest;
  const height = Math.ceil(cut ? Math.max(480, window.innerHeight * 0.85) : plan.height * scale);
  box.classList.toggle("cut", cut);
  document.getElementById("goes-on").hidden = !cut;
  box.style.height = height + "px";
  box.dataset.arrangement = mode === "wide" ? data.arrangement : "outline";
  if (current !== null && !shown.has(current)) current = null;
  network.setOptions({ edges: { smooth: mode === "wide" ? data.options.edges.smooth : false } });
  edges.clear();
  const placed = data.nodes.flatMap(function (node) {
    if (!shown.has(node.id)) return sides.map(function (side) { return { id: side + node.id, hidden: true }; }).concat({ id: node.id, hidden: true });
    const place = placeOf(node.id);
    return sides.map(function (side) { return Object.assign({ id: side + node.id, hidden: false }, pointAt(node, side)); })
      .concat({ id: node.id, hidden: false, x: place.left + place.width / 2, y: place.top + place.height / 2 });
  });
  network.setSize("100%", height + "px");
  if (fromTop || !cut) lookAt(scale, plan.width / 2, height / scale / 2);
  else lookAt(network.getScale(), before.x, before.y);
  for (let drawing = 0; drawing < 2; drawing += 1) {
    nodes.update(placed); // the library learns a card's size by drawing it, and uses it from the next update on
    network.redraw();
  }
  edges.add(arrows.map(edgeOf));
  document.getElementById("counted").textContent = data.words.counted.replace("{shown}", shown.size).replace("{all}", data.nodes.length);
}

function hideQuiet() {
  edges.update(arrows.map(function (arrow) { return { id: arrow.id, hidden: quiet(arrow) }; }));
}

network.on("beforeDrawing", function (ctx) {
  if (!plan) return;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.direction = "ltr";
  ctx.fillStyle = data.ink;
  ctx.font = "bold " + data.sizes.label + "px " + font;
  for (const heading of plan.headings) ctx.fillText(heading.text, heading.left, heading.middle);
  for (const bar of plan.bars) {
    ctx.fillStyle = data.bar;
    ctx.fillRect(bar.left, bar.top, bar.width * bar.share, bar.height);
    ctx.fillStyle = data.ink;
    ctx.fillText(String(bar.count), bar.left + bar.width * bar.share + 6, bar.top + bar.height / 2 + 1);
  }
});
