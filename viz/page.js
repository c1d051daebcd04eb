/* Draws the network that stands in the page as data. Places, colours and lines of text were worked out before; nothing moves by itself. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("network-data").textContent);
  const box = document.getElementById("picture");
  const font = 'Helvetica, Arial, "Liberation Sans", sans-serif';
  const smallestText = 10.5; // pixels on the screen; below this the columns give way to the outline
  const looks = new Map(data.nodes.map(function (node) { return [node.id, node]; }));
  let mode = "columns";
  let widthDrawn = 0;

  function drawSymbol(ctx, kind, x, y, radius) {
    ctx.beginPath();
    for (const [dx, dy] of kind.symbol) ctx.lineTo(x + dx * radius, y + dy * radius);
    ctx.closePath();
    ctx.fillStyle = kind.colour;
    ctx.fill();
  }

  function drawText(ctx, node, place, left, indent, width) {
    const kind = data.kinds[node.kind];
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.direction = "ltr";
    ctx.fillStyle = kind.colour;
    ctx.font = "bold " + data.sizes.kind + "px " + font;
    ctx.fillText(kind.word, left + indent, place.top + data.sizes.heading / 2 + 1, width - indent);
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
    const node = looks.get(drawing.id);
    const kind = data.kinds[node.kind];
    const place = node[mode];
    return {
      drawNode: function () {
        if (mode === "columns") {
          ctx.beginPath();
          ctx.roundRect(place.left, place.top, place.width, place.height, 6);
          ctx.fillStyle = kind.tint;
          ctx.strokeStyle = kind.colour;
          ctx.lineWidth = drawing.state.selected || drawing.state.hover ? 3 : 1.5;
          ctx.fill();
          ctx.stroke();
          drawSymbol(ctx, kind, place.left + 17, place.top + data.sizes.heading / 2 + 1, 6);
          drawText(ctx, node, place, place.left + 10, 20, place.width - 20);
        } else {
          drawSymbol(ctx, kind, place.leaves[0], place.leaves[1], 7);
          drawText(ctx, node, place, place.leaves[0] + data.sizes.text, 0, place.left + place.width - place.leaves[0] - data.sizes.text);
        }
      },
      nodeDimensions: { width: place.width, height: place.height },
    };
  }

  /* vis-network leads arrows from middle to middle, which would hide them behind neighbouring cards. So each card has two invisible
     points, one where arrows arrive and one where they leave. */
  function drawPoint() {
    const size = mode === "columns" ? 1 : 15;
    return { drawNode: function () {}, nodeDimensions: { width: size, height: size } };
  }
  function point(node, end) {
    return { id: end + node.id, shape: "custom", ctxRenderer: drawPoint, fixed: true, chosen: false, x: node[mode][end][0], y: node[mode][end][1] };
  }
  const ends = ["arrives", "leaves"];
  const points = data.nodes.flatMap(function (node) { return ends.map(function (end) { return point(node, end); }); });
  const cards = data.nodes.map(function (node) { return Object.assign({}, node, { ctxRenderer: drawCard }); });
  const nodes = new vis.DataSet(points.concat(cards)); // the cards last: the mouse finds them before the points
  const edges = new vis.DataSet(data.edges.map(function (edge) {
    return Object.assign({}, edge, { from: "leaves" + edge.from, to: "arrives" + edge.to });
  }));
  const network = new vis.Network(box, { nodes: nodes, edges: edges }, data.options);
  box.firstElementChild.tabIndex = -1; // the box itself takes the focus

  function lookAt(scale, x, y) {
    network.moveTo({ scale: Math.min(4, Math.max(0.1, scale)), position: { x: x, y: y }, animation: false });
  }

  /* The arrangement that can be read at this width, at full width, from its top. */
  function arrange() {
    const width = box.clientWidth;
    if (!width || width === widthDrawn) return;
    widthDrawn = width;
    const columnScale = Math.min(width / data.plans.columns.width, 1.15);
    mode = columnScale * data.sizes.label >= smallestText ? "columns" : "outline";
    const plan = data.plans[mode];
    const scale = mode === "columns" ? columnScale : Math.min(1.3, Math.max(0.8, width / plan.width));
    const dots = window.devicePixelRatio || 1;
    const tallest = Math.min(16000 / dots, 16e6 / (dots * dots * width)); // telephones refuse larger canvases
    const cut = plan.height * scale > tallest;
    const height = cut ? Math.max(480, window.innerHeight * 0.85) : plan.height * scale;
    box.classList.toggle("cut", cut);
    document.getElementById("goes-on").hidden = !cut;
    box.style.height = Math.ceil(height) + "px";
    box.dataset.arrangement = mode;
    network.setOptions({ edges: { smooth: mode === "columns" ? data.options.edges.smooth : false } });
    const placed = data.nodes.flatMap(function (node) {
      const place = node[mode];
      const card = { id: node.id, x: place.left + place.width / 2, y: place.top + place.height / 2 };
      return ends.map(function (end) { return point(node, end); }).concat(card);
    });
    edges.update(data.edges.map(function (edge) { return { id: edge.id, hidden: mode === "outline" && !edge.branch }; }));
    network.setSize("100%", Math.ceil(height) + "px");
    lookAt(scale, plan.width / 2, height / scale / 2);
    for (let drawing = 0; drawing < 2; drawing += 1) {
      nodes.update(placed); // the library learns a card's size by drawing it, and uses it from the next update on
      network.redraw();
    }
  }

  function whole() {
    const plan = data.plans[mode];
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

  function cardAt(place) {
    const found = network.getNodeAt(place);
    return looks.get(found) || null;
  }

  /* All arrows on paths through a card: those that lead to it, and those that it leads to. */
  function pathsThrough(id) {
    const found = new Set();
    for (const [near, far] of [["from", "to"], ["to", "from"]]) {
      const seen = new Set([id]);
      const waiting = [id];
      while (waiting.length) {
        const here = waiting.pop();
        for (const edge of data.edges) {
          if (edge[near] !== here) continue;
          found.add(edge.id);
          if (!seen.has(edge[far])) { seen.add(edge[far]); waiting.push(edge[far]); }
        }
      }
    }
    return Array.from(found);
  }
  network.on("hoverNode", function (event) {
    if (looks.has(event.node)) network.setSelection({ nodes: [event.node], edges: pathsThrough(event.node) }, { highlightEdges: false });
  });
  network.on("blurNode", function () { network.unselectAll(); });

  network.on("click", function (event) {
    const node = cardAt(event.pointer.DOM);
    if (!node || !node.url) return;
    const source = event.event.srcEvent || {};
    if (source.ctrlKey || source.metaKey) window.open(node.url, "_blank", "noopener");
    else window.location.assign(node.url);
  });

  box.addEventListener("mousemove", function (event) {
    const corner = box.getBoundingClientRect();
    const node = cardAt({ x: event.clientX - corner.left, y: event.clientY - corner.top });
    box.style.cursor = node && node.url ? "pointer" : "grab";
  });

  const keys = {
    ArrowLeft: function () { move(-1, 0); },
    ArrowRight: function () { move(1, 0); },
    ArrowUp: function () { move(0, -1); },
    ArrowDown: function () { move(0, 1); },
    "+": function () { zoom(1.25); },
    "=": function () { zoom(1.25); },
    "-": function () { zoom(0.8); },
    "0": whole,
  };
  box.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.getElementById("closer").addEventListener("click", keys["+"]);
  document.getElementById("farther").addEventListener("click", keys["-"]);
  document.getElementById("whole").addEventListener("click", whole);
  document.getElementById("controls").hidden = false;
  new ResizeObserver(arrange).observe(box);
  arrange();
})();
