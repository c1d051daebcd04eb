/* Which cards are shown, and where they stand then. The server has worked out the places of the first picture; here the same rules are
   followed again for what is left when a reader folds cards or chooses among them (layout.py, shelves.py: keep both in step). */

function everyUnder(start, next, stop) {
  const found = new Set(start);
  const waiting = Array.from(start);
  while (waiting.length) {
    const here = waiting.pop();
    if (stop && stop(here)) continue;
    for (const end of next(here)) if (!found.has(end)) { found.add(end); waiting.push(end); }
  }
  return found;
}

/* Cards to which a way leads through no folded card; then only those of the chosen topic and what belongs to them, then without the
   kinds that were switched off. */
function choose(data, choice) {
  const children = function (id) { return data.nodes[id].children; };
  const below = new Set(data.nodes.flatMap(function (node) { return node.children; }));
  const roots = data.nodes.map(function (node) { return node.id; }).filter(function (id) { return !below.has(id); });
  const every = everyUnder(roots, children);
  const open = everyUnder(roots, children, function (id) { return choice.folded.has(id); });
  for (const node of data.nodes) if (!every.has(node.id)) open.add(node.id); // they only lead to each other
  let kept = Array.from(open);
  if (choice.topic !== null) {
    const on = data.nodes.filter(function (node) { return node.topics.includes(choice.topic); }).map(function (node) { return node.id; });
    const onward = new Map(data.nodes.map(function (node) { return [node.id, new Set(node.children)]; }));
    for (const edge of data.edges) onward.get(edge.from).add(edge.to);
    const back = new Map(data.nodes.map(function (node) { return [node.id, []]; }));
    onward.forEach(function (ends, id) { ends.forEach(function (end) { back.get(end).push(id); }); });
    const part = everyUnder(on, function (id) { return onward.get(id); });
    everyUnder(on, function (id) { return back.get(id); }).forEach(function (id) { part.add(id); });
    kept = kept.filter(function (id) {
      const node = data.nodes[id];
      return node.topics.includes(choice.topic) || (!node.topics.length && part.has(id));
    });
  }
  return new Set(kept.filter(function (id) { return !choice.without.has(data.nodes[id].kind); }));
}

/* Arrows between the shown cards; where a kind is switched off, an arrow goes through its cards to the next that are shown. */
function arrowsBetween(data, shown, without) {
  const leaving = new Map();
  for (const edge of data.edges) {
    if (!leaving.has(edge.from)) leaving.set(edge.from, []);
    leaving.get(edge.from).push(edge);
  }
  const found = [];
  shown.forEach(function (start) {
    const seen = new Set();
    const waiting = (leaving.get(start) || []).map(function (edge) { return [edge, [edge.title]]; });
    while (waiting.length) {
      const [edge, titles] = waiting.shift();
      if (shown.has(edge.to)) {
        const through = titles.length > 1;
        if (through && seen.has(edge.to)) continue;
        seen.add(edge.to);
        found.push({ id: through ? "t" + start + "-" + edge.to : edge.id, from: start, to: edge.to, title: titles.join("\n"),
          line: through ? "dotted" : edge.line, branch: edge.branch || through });
      } else if (without.has(data.nodes[edge.to].kind) && !seen.has(edge.to) && titles.length < 8) {
        seen.add(edge.to);
        for (const next of leaving.get(edge.to) || []) waiting.push([next, titles.concat(next.title)]);
      }
    }
  });
  return found;
}

function pushApart(wanted, sizes, total, gap) {
  const gaps = sizes.slice(1).map(function (size, index) { return (sizes[index] + size) / 2 + gap; });
  const down = wanted.slice();
  const up = wanted.slice();
  gaps.forEach(function (each, index) { down[index + 1] = Math.max(down[index + 1], down[index] + each); });
  for (let index = gaps.length - 1; index >= 0; index -= 1) up[index] = Math.min(up[index], up[index + 1] - gaps[index]);
  const middles = down.map(function (low, index) { return (low + up[index]) / 2; });
  const last = middles.length - 1;
  middles[last] = Math.min(middles[last], total - sizes[last] / 2);
  for (let index = gaps.length - 1; index >= 0; index -= 1) middles[index] = Math.min(middles[index], middles[index + 1] - gaps[index]);
  middles[0] = Math.max(middles[0], sizes[0] / 2);
  gaps.forEach(function (each, index) { middles[index + 1] = Math.max(middles[index + 1], middles[index] + each); });
  return middles;
}

const placing = {
  columns: function (data, shown, arrows) {
    const measure = data.measure;
    const every = data.columns.map(function (stack, number) { return { heading: data.headings[number], ids: stack.filter(function (id) { return shown.has(id); }) }; })
      .filter(function (stack) { return stack.ids.length; });
    const stacks = every.map(function (stack) { return stack.ids; });
    const size = function (id) { return data.nodes[id].wide; };
    const near = new Map(Array.from(shown, function (id) { return [id, []]; }));
    for (const arrow of arrows) if (arrow.from !== arrow.to) { near.get(arrow.from).push(arrow.to); near.get(arrow.to).push(arrow.from); }
    const full = stacks.map(function (stack) { return stack.reduce(function (sum, id) { return sum + size(id).height + measure.gap; }, -measure.gap); });
    const total = Math.max.apply(null, full.concat(0));
    const first = full.indexOf(total);
    const order = stacks.map(function (_, index) { return index <= first ? first - index : index; });
    const centres = new Map();
    for (const position of order) {
      const wanted = stacks[position].map(function (id) {
        const known = near.get(id).filter(function (other) { return centres.has(other); }).map(function (other) { return centres.get(other); });
        return known.length ? Math.min.apply(null, known) : 0;
      });
      const middles = pushApart(wanted, stacks[position].map(function (id) { return size(id).height; }), total, measure.gap);
      stacks[position].forEach(function (id, index) { centres.set(id, measure.margin + middles[index]); });
    }
    const places = new Map();
    const headings = [];
    let left = measure.margin;
    for (const { heading, ids: stack } of every) {
      if (heading) headings.push({ text: heading, left: left, middle: measure.margin + data.sizes.line / 2 });
      for (const id of stack) places.set(id, { left: left, top: Math.round((centres.get(id) - size(id).height / 2 + measure.above) * 10) / 10 });
      left += Math.max.apply(null, stack.map(function (id) { return size(id).width; })) + measure.columns;
    }
    return { width: left - measure.columns + measure.margin, height: total + measure.above + 2 * measure.margin, places: places, headings: headings, bars: [] };
  },

  shelves: function (data, shown) {
    const measure = data.measure;
    const places = new Map();
    const headings = [];
    const bars = [];
    let top = measure.margin;
    let left = measure.margin;
    let lowest = top;
    for (const id of data.before) {
      if (!shown.has(id)) continue;
      const node = data.nodes[id];
      const x = node.lane === null ? left : data.lanes[Math.min(node.lane, data.lanes.length - 1)].left;
      places.set(id, { left: x, top: top });
      left = x + node.wide.width + measure.beside;
      lowest = Math.max(lowest, top + node.wide.height + measure.shelves);
    }
    top = lowest;
    data.lanes.forEach(function (lane) {
      lane.lines.forEach(function (text, index) { headings.push({ text: text, left: lane.left, middle: top + data.sizes.line * (index + 0.5) }); });
    });
    const most = Math.max.apply(null, data.lanes.map(function (lane) { return lane.lines.length; }));
    top += data.sizes.line * most + (most ? measure.beside : 0);
    for (const shelf of data.shelves) {
      let bottom = top;
      const headed = shelf.head !== null && shown.has(shelf.head);
      if (headed) {
        places.set(shelf.head, { left: measure.margin, top: top });
        bottom = top + data.nodes[shelf.head].wide.height;
      } else if (shelf.head === null) {
        shelf.text.forEach(function (text, index) { headings.push({ text: text, left: measure.margin, middle: top + data.sizes.line * (index + 0.5) + 3 }); });
        bottom = top + data.sizes.line * shelf.text.length;
      }
      data.lanes.forEach(function (lane, number) {
        let x = lane.left;
        let y = top;
        let tallest = 0;
        for (const id of shelf.lanes[number]) {
          if (!shown.has(id)) continue;
          const size = data.nodes[id].wide;
          if (x > lane.left && x + size.width > lane.left + lane.width + 0.5) { x = lane.left; y += tallest + measure.beside; tallest = 0; }
          places.set(id, { left: x, top: y });
          x += size.width + measure.beside;
          tallest = Math.max(tallest, size.height);
        }
        bottom = Math.max(bottom, y + tallest);
        if (x === lane.left && headed && number < data.nodes[shelf.head].counts.length) {
          bars.push({ lane: number, left: lane.left, top: top + 2, width: lane.width - measure.number, height: measure.bar, count: data.nodes[shelf.head].counts[number] });
          bottom = Math.max(bottom, top + measure.bar + 4);
        }
      });
      if (bottom > top) top = bottom + measure.shelves;
    }
    const longest = bars.reduce(function (max, bar) { return Math.max(max, bar.count); }, 0) || 1;
    for (const bar of bars) bar.share = bar.count / longest;
    return { width: data.plans.wide.width, height: top - measure.shelves + measure.margin, places: places, headings: headings, bars: bars };
  },

  outline: function (data, shown) {
    const places = new Map();
    let top = data.measure.margin;
    for (const id of data.outline) {
      if (!shown.has(id)) continue;
      places.set(id, { left: data.nodes[id].outline.left, top: top });
      top += data.nodes[id].outline.height + data.measure.outline;
    }
    return { width: data.plans.outline.width, height: top + data.measure.margin, places: places, headings: [], bars: [] };
  },
};
