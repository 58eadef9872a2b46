"use strict";
(() => {
const $ = id => document.getElementById(id);
const svg = $("picture"), details = $("details"), slider = $("step");
const read = d => { d.health = d.health.map(([node, role, iface, segment, state, counters]) => ({node, role, iface, segment, state, counters})); return d; };
let data = read(JSON.parse($("data").textContent));
const nodeEls = [...document.querySelectorAll("#nodes > g")];
const segEls = [...document.querySelectorAll("#segments > g")];
const exportEls = [...document.querySelectorAll("#exports > path")];
const N = data.nodes.length;
const bars = data.segments.map((s, i) => i).filter(i => "x" in data.segments[i]);
/* Things: nodes, then bars, as the wires name them. */
const things = data.nodes.map(n => ({x: n.x, y: n.y, w: 0, small: n.small}))
  .concat(bars.map(i => ({x: data.segments[i].x, y: data.segments[i].y, w: data.segments[i].width})));
const wiresOf = things.map(() => []), segWires = data.segments.map(() => []);
data.wires.forEach((w, i) => { segWires[w[0]].push(i); wiresOf[w[1]].push(i); if (w[2] !== w[1]) wiresOf[w[2]].push(i); });
const segsOf = data.nodes.map((_, i) => [...new Set(wiresOf[i].map(w => data.wires[w][0]))]);
const thingOfSeg = data.segments.map(() => -1);
bars.forEach((s, i) => { thingOfSeg[s] = N + i; });
const wireEls = [], marks = data.wires.map(() => []);
segEls.forEach((g, s) => {
  let w = -1;
  for (const el of [...g.children]) {
    if (el.localName === "path") { wireEls[segWires[s][++w]] = el; }
    else if (el.localName === "circle") marks[segWires[s][w]].push(el);
  }
});
const hits = wireEls.map(el => { const h = el.cloneNode(); h.setAttribute("class", "hit"); el.before(h); return h; });

/* Geometry: as the drawing was made. */
const clamp = (v, a, b) => Math.max(a, Math.min(b, v));
const endX = (t, to) => { const r = Math.max(0, t.w / 2 - 11); return clamp(to, t.x - r, t.x + r); };
function curve(i) {
  const [, a, b, bend] = data.wires[i], A = things[a], B = things[b];
  const ax = endX(A, B.x), bx = endX(B, A.x), d = Math.max(1e-9, Math.hypot(bx - ax, B.y - A.y)), k = 2 * (bend || 0) / d;
  return {ax, ay: A.y, bx, by: B.y, cx: (ax + bx) / 2 + k * (B.y - A.y), cy: (A.y + B.y) / 2 - k * (bx - ax), d};
}
const at = (c, t) => { const u = 1 - t; return [u * u * c.ax + 2 * u * t * c.cx + t * t * c.bx, u * u * c.ay + 2 * u * t * c.cy + t * t * c.by]; };
function middle(i, t = .5) {
  const [, a, b, bend] = data.wires[i];
  if (bend !== null) return at(curve(i), t);
  const leaf = things[a].small ? things[a] : things[b];
  return [leaf.x - 15, leaf.y - 8];
}
function drawWire(i) {
  const [, a, b, bend] = data.wires[i], A = things[a], B = things[b], c = curve(i);
  let d, end;
  if (a === b) d = `M${A.x - 6} ${A.y - 8}C${A.x - 26} ${A.y - 44} ${A.x + 26} ${A.y - 44} ${A.x + 6} ${A.y - 8}`;
  else if (bend === null) {
    const leaf = A.small ? A : B, root = leaf === A ? B : A, x = leaf.x - 15;
    const inside = root.w && Math.abs(x - root.x) < root.w / 2;
    d = (inside ? `M${x} ${root.y}` : `M${root.x} ${root.y}V${root.y + 24}H${x}`) + `V${leaf.y}H${leaf.x}`;
    end = e => (e === "a") === (leaf === A) ? [leaf.x - 10, leaf.y] : [root.x, root.y + 20];
  } else d = `M${c.ax} ${c.ay}Q${c.cx} ${c.cy} ${c.bx} ${c.by}`;
  wireEls[i].setAttribute("d", d);
  hits[i].setAttribute("d", d);
  for (const m of marks[i]) {
    const t = Math.min(.42, 24 / Math.max(1, c.d));
    const [x, y] = end ? end(m.dataset.e) : at(c, m.dataset.e === "a" ? t : 1 - t);
    m.setAttribute("cx", x); m.setAttribute("cy", y);
  }
}
function drawThing(t) {
  const p = things[t];
  if (t < N) nodeEls[t].setAttribute("transform", `translate(${p.x} ${p.y})`);
  else {
    const g = segEls[bars[t - N]], r = g.querySelector("rect"), k = g.querySelector(".k");
    r.setAttribute("x", p.x - p.w / 2); r.setAttribute("y", p.y - 11);
    k.setAttribute("x", p.x); k.setAttribute("y", p.y + 4);
  }
  wiresOf[t].forEach(i => {
    drawWire(i);
    const s = data.wires[i][0], l = segEls[s].querySelector(".l");
    if (l && segWires[s][0] === i) { const [x, y] = middle(i, +l.dataset.t || .5); l.setAttribute("x", x); l.setAttribute("y", y + 4); }
  });
  data.exports.forEach(([a, b], i) => {
    if (a !== t && b !== t) return;
    const A = things[a], B = things[b];
    exportEls[i].setAttribute("d", `M${A.x} ${A.y}Q${(A.x + B.x) / 2 - .22 * (B.y - A.y)} ${(A.y + B.y) / 2 + .22 * (B.x - A.x)} ${B.x} ${B.y}`);
  });
}

/* Words. Names are only ever set as text. */
const whole = n => Math.round(n).toLocaleString("en-US");
const short = n => { let i = 0; while (n >= 1000 && i < 5) { n /= 1000; i++; } return (i && n < 100 ? n.toFixed(1) : Math.round(n)) + " " + ["B", "kB", "MB", "GB", "TB", "PB"][i]; };
const shown = o => o.shown || o.name;
const many = (n, noun) => whole(n) + " " + noun + (n === 1 ? "" : "s");
function el(tag, text, cls, ...inside) {
  const e = document.createElement(tag);
  if (text !== undefined && text !== null) e.textContent = text;
  if (cls) e.className = cls;
  e.append(...inside);
  return e;
}
function go(text, isNode, i) {
  const b = el("button", null, "go", el("bdi", text));
  b.type = "button";
  b.addEventListener("click", () => choose(isNode, i, true));
  return b;
}
const goNode = i => go(shown(data.nodes[i]), true, i), goSeg = i => go(shown(data.segments[i]), false, i);
function listed(items) { const p = el("p"); items.forEach((x, i) => p.append(i ? ", " : "", x)); return p; }
const nodeNo = new Map(data.nodes.map((n, i) => [n.name, i]));
const named = name => nodeNo.has(name) ? goNode(nodeNo.get(name)) : el("bdi", name);
function table(heads, rows) {
  const t = el("table"), numeric = h => h[0] === "#";
  t.append(el("thead", null, "", el("tr", null, "", ...heads.map(h => { const c = el("th", numeric(h) ? h.slice(1) : h, numeric(h) ? "num" : ""); c.scope = "col"; return c; }))));
  t.append(el("tbody", null, "", ...rows.map(r => el("tr", null, "", ...r.map((c, i) => el("td", null, numeric(heads[i]) ? "num" : heads[i] ? "" : "word", c))))));
  return t;
}
function spark(values) {
  const box = el("div", null, "spark"), most = Math.max(1, ...values);
  box.setAttribute("aria-hidden", "true");
  values.forEach((v, i) => {
    const bar = el("i", null, i === step - 1 ? "now" : "");
    bar.style.height = 100 * v / most + "%";
    box.append(bar);
  });
  return box;
}

/* Time and volume. Step 0 is all of it. */
let step = 0;
const passed = i => data.volume ? data.volume.segments[i] : null;
const clock = micros => new Date(micros / 1000).toISOString().slice(11, 19);
function when() {
  const v = data.volume;
  if (!step) return v.steps ? "all of it" : "nothing measured in time";
  const from = v.first + (step - 1) * v.everyMicros;
  return new Date(from / 1000).toISOString().slice(0, 10) + " " + clock(from) + " \u2013 " + clock(from + v.everyMicros) + " UTC";
}
let measured = false;
function showVolume() {
  const v = data.volume;
  if (slider) $("time").hidden = !v;
  if (!v) {
    step = 0;
    if (measured) segEls.forEach(g => { g.classList.remove("v"); g.setAttribute("stroke-width", 1.6); });
    measured = false;
    return;
  }
  measured = true;
  let most = 0;
  const thin = Math.min(1.6, data.thickest / 2);
  const bytes = data.segments.map((_, i) => { const p = passed(i); return p ? step ? p.bytes[step - 1] : p.totalBytes : 0; });
  if (step) v.segments.forEach(p => { if (p) for (const b of p.bytes) most = Math.max(most, b); });
  else most = Math.max(0, ...bytes);
  segEls.forEach((g, i) => {
    g.classList.toggle("v", bytes[i] > 0);
    g.setAttribute("stroke-width", bytes[i] > 0 ? (thin + (data.thickest - thin) * Math.sqrt(bytes[i] / most)).toFixed(1) : 1.6);
  });
  const sums = Array.from({length: v.steps}, (_, s) => v.segments.reduce((n, p) => n + (p ? p.bytes[s] : 0), 0));
  if (v.steps > 1) $("bars").replaceChildren(spark(sums));
  slider.max = v.steps;
  slider.value = step;
  const total = bytes.reduce((a, b) => a + b, 0);
  $("when").textContent = when() + ", " + short(total) + (data.overview ? " between parts" : "");
  slider.setAttribute("aria-valuetext", when() + ", " + short(total) + " on all segments");
}
if (slider) {
  slider.addEventListener("input", () => { step = +slider.value; showVolume(); tell(); });
  let timer = 0;
  $("play").addEventListener("click", () => {
    const b = $("play");
    if (timer) { clearInterval(timer); timer = 0; } else timer = setInterval(() => { step = step % data.volume.steps + 1; showVolume(); tell(); }, 700);
    b.textContent = timer ? "\u23f8" : "\u25b6"; b.title = timer ? "Stop" : "Play";
  });
}

/* Details of what was chosen. */
let chosen = null;
const well = h => h.state === "alive" || h.state === "ended";
function health(rows) {
  return rows.map(h => el("div", null, "", el("p", null, well(h) ? "" : "bad",
    el("b", h.role), " on ", named(h.node), h.iface ? " " + h.iface : "", ": ", h.state),
    ...(Object.keys(h.counters).length ? [table(["counter", "#value"], Object.entries(h.counters).map(([k, n]) => [k, whole(n)]))] : [])));
}
function tellSegment(i) {
  const s = data.segments[i], p = passed(i), out = [el("h2", null, "", el("bdi", shown(s)))];
  out.push(el("p", s.kind + (s.medium && "x" in s ? ", " + s.medium : "") + ", " + many(s.nodes.length, data.overview ? "part" : "node")));
  if (data.volume) {
    const bytes = p ? step ? p.bytes[step - 1] : p.totalBytes : 0, packets = p ? step ? p.packets[step - 1] : p.totalPackets : 0;
    const big = el("p", whole(bytes) + " bytes", "big");
    big.dataset.bytes = bytes;
    out.push(big, el("p", many(packets, "packet") + (p && !step ? ", " + many(p.flows, "flow") : "") + (step ? ", " + when() : "")));
    if (p && p.bytes.length > 1) out.push(spark(p.bytes));
  }
  if (s.hidden) out.push(el("p", "Nobody sees " + many(s.hidden, "conversation") + " here.", "bad"));
  if (s.unseen) {
    out.push(el("h3", s.hidden ? "Some of them" : "Nobody sees"), ...s.unseen.map(u => el("p", null, "bad", el("bdi", u[0]), " \u2194 ", el("bdi", u[1]))));
  }
  if (s.owners) out.push(el("h3", s.owners.length > 1 ? "Counted by, the first that sees a conversation" : "Counted by"), listed(s.owners.map(named)));
  else if (data.plan && !data.overview) out.push(el("p", "No probe is on it.", s.unseen ? "bad" : ""));
  if (p && p.top.length) {
    out.push(el("h3", p.flows > p.top.length ? "Largest flows" : "Flows"));
    out.push(table(["from", "to", "", "#bytes"], p.top.map(f => [el("bdi", f[0]), el("bdi", f[1]), f[2], whole(f[4])])));
  }
  const its = data.health.filter(h => h.segment === s.name);
  if (its.length) out.push(el("h3", "Probes' health"), ...health(its));
  if (s.some) out.push(el("h3", "Segments"), listed(s.some.map(n => el("bdi", n))));
  out.push(el("h3", data.overview ? "Between" : "Nodes"), listed(s.nodes.slice(0, 60).map(goNode)));
  if (s.nodes.length > 60) out.push(el("p", "and " + many(s.nodes.length - 60, "more node")));
  return out;
}
function tellNode(i) {
  const n = data.nodes[i], out = [el("h2", null, "", el("bdi", shown(n)))];
  if (n.label) out.push(el("p", null, "", el("bdi", n.label)));
  out.push(el("p", n.part ? "part of the network: " + many(n.part.nodes, "node") + ", " + whole(n.part.probing) + " with a probe, "
    + many(n.part.segments, "segment") + " inside" : n.is));
  if (n.part && n.part.unseen) out.push(el("p", "Nobody sees " + many(n.part.unseen, "conversation") + " here.", "bad"));
  if (n.collects) {
    const from = data.exports.filter(e => e[1] === i).map(e => e[0]);
    out.push(el("h3", "Collector"), el("p", n.collects));
    if (from.length) out.push(el("p", "takes the records of "), listed(from.map(goNode)));
  }
  for (const p of n.probes || []) {
    out.push(el("h3", "Probe"), el("p", p.instrument + (p.on.length ? " on " + p.on.map(o => o[0]).join(", ") : "")));
    if (p.on.length) out.push(listed([...new Set(p.on.map(o => o[1]))].filter(s => s !== null).map(goSeg)));
    if (p.why) out.push(el("p", null, "", el("bdi", p.why)));
    if (p.collector) out.push(el("p", null, "", "reports to ", named(p.collector)));
  }
  const its = data.health.filter(h => h.node === n.name);
  if (its.length) out.push(el("h3", "Health"), ...health(its));
  if (n.ports) out.push(el("h3", "Interfaces"), table(["", "segment", "address"], n.ports.map(p => [p[0], p[1] === null ? "" : goSeg(p[1]), el("bdi", p.slice(2).join(" "))])));
  else if (segsOf[i].length) out.push(el("h3", n.part ? "Lines to other parts" : "Segments"), listed((n.part ? segsOf[i].map(s => goNode(data.segments[s].nodes.find(o => o !== i))) : segsOf[i].map(goSeg)).slice(0, 60)));
  return out;
}
function tellAll() {
  const out = [el("h2", "Details")];
  out.push(el("p", "Choose a node or a segment: click it, or go to it with Tab and the arrow keys and press Enter."));
  if (data.volume) {
    const top = data.segments.map((_, i) => i).filter(passed)
      .map(i => [i, step ? passed(i).bytes[step - 1] : passed(i).totalBytes]).filter(x => x[1] > 0)
      .sort((a, b) => b[1] - a[1]);
    out.push(el("h3", "Most passed on"), table(["segment", "#bytes"], top.slice(0, 8).map(([i, b]) => [goSeg(i), whole(b)])));
  }
  const sick = data.health.filter(h => !well(h));
  if (sick.length) out.push(el("h3", "Not well"), ...health(sick));
  return out;
}
/* Only what is new is put there: what is put there is read out. */
let told = "";
function tell() {
  const fresh = el("div", null, "", ...(!chosen ? tellAll() : chosen.isNode ? tellNode(chosen.i) : tellSegment(chosen.i)));
  if (fresh.innerHTML === told) return;
  told = fresh.innerHTML;
  details.replaceChildren(...fresh.childNodes);
}
const elOf = c => c.isNode ? nodeEls[c.i] : segEls[c.i];
function choose(isNode, i, focus) {
  if (chosen) elOf(chosen).classList.remove("sel");
  chosen = i === null ? null : {isNode, i};
  exportEls.forEach((p, e) => p.classList.toggle("on", !!chosen && isNode && data.exports[e].includes(i)));
  if (chosen) {
    elOf(chosen).classList.add("sel");
    if (focus) { elOf(chosen).focus(); reveal(chosen); }
  }
  tell();
}

/* Names: never too small to be read, and where there is no room for all of them, those of what matters most. The others
   are shown with what is pointed at, chosen or found. */
const LEAST = 10.5, isWide = c => c >= 0x1100 && c < 0xff61 && !(c >= 0x2000 && c < 0x2e80);
const cells = s => [...s].reduce((n, c) => n + (isWide(c.codePointAt(0)) ? 2 : 1), 0);
const names = [];
nodeEls.forEach((g, i) => {
  const e = g.lastElementChild, n = data.nodes[i], own = e.classList;
  const side = own.contains("r") ? "r" : own.contains("g") ? "g" : +e.getAttribute("y") < 0 ? "a" : "b";
  names.push({e, t: i, side, y: +e.getAttribute("y"), wide: cells(e.textContent), weight: (n.collects ? 900 : 0) + (n.probes ? 1 : 0) + 5 * segsOf[i].length});
});
segEls.forEach((g, s) => {
  const e = g.querySelector(".k,.l"), t = thingOfSeg[s];
  if (e) names.push({e, t, side: "m", wide: cells(e.textContent), weight: t < 0 ? -1 : 500 + data.segments[s].nodes.length});
});
names.sort((a, b) => b.weight - a.weight);
let asked = false;
function label() {
  const k = scale(), f = Math.max(12, LEAST / k), grown = f - 12, taken = new Map(), cell = 4 * f;
  if (!(k > 0)) return;
  svg.style.setProperty("--t", (f / 12).toFixed(3));
  const over = (box, seen) => {
    for (let x = Math.floor(box[0] / cell); x <= box[2] / cell; x++) for (let y = Math.floor(box[1] / cell); y <= box[3] / cell; y++) {
      const key = x + "," + y;
      if (seen) taken.has(key) ? taken.get(key).push(box) : taken.set(key, [box]);
      else if ((taken.get(key) || []).some(o => o[4] !== box[4] && box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3])) return true;
    }
    return false;
  };
  things.forEach((p, i) => { const r = p.w ? [p.w / 2, 11] : p.small ? [5, 5] : [9, 9]; over([p.x - r[0], p.y - r[1], p.x + r[0], p.y + r[1], i], true); });
  for (const n of names) {
    const p = n.t < 0 ? {x: +n.e.getAttribute("x"), y: +n.e.getAttribute("y") - 4} : things[n.t], half = .31 * f * n.wide;
    const [x, y] = n.side === "r" ? [p.x + +n.e.getAttribute("x") + half, p.y] : n.side === "g" ? [p.x - 22 - half, p.y]
      : n.side === "a" ? [p.x, p.y + n.y - .4 * f] : n.side === "b" ? [p.x, p.y + n.y + .7 * grown - .35 * f] : [p.x, p.y];
    const box = [x - half, y - .43 * f, x + half, y + .43 * f, n.t < 0 ? n : n.t], off = over(box);
    if (!off) over(box, true);
    n.e.classList.toggle("off", off);
    grown ? n.e.setAttribute("dy", (grown * (n.side === "a" ? 0 : n.side === "b" ? .7 : .35)).toFixed(1)) : n.e.removeAttribute("dy");
  }
}

/* Looking: zoom and pan. */
const box = svg.viewBox.baseVal, all = {x: box.x, y: box.y, w: box.width, h: box.height}, LARGEST = 1.75;
/* All of it, and a small picture not blown up. */
function homeLook() {
  const k = Math.max(1, Math.min(svg.clientWidth / all.w, svg.clientHeight / all.h) / LARGEST);
  return {x: all.x - all.w * (k - 1) / 2, y: all.y - all.h * (k - 1) / 2, w: all.w * k, h: all.h * k};
}
let home = homeLook(), look = {...home};
const scale = () => Math.min(svg.clientWidth / look.w, svg.clientHeight / look.h);
function setLook() {
  svg.setAttribute("viewBox", `${look.x} ${look.y} ${look.w} ${look.h}`);
  if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; label(); }); }
}
function zoom(f, x = look.x + look.w / 2, y = look.y + look.h / 2) {
  f = clamp(f, home.w / 40 / look.w, home.w * 4 / look.w);
  look = {x: x - (x - look.x) * f, y: y - (y - look.y) * f, w: look.w * f, h: look.h * f};
  setLook();
}
function fit() { home = homeLook(); look = {...home}; setLook(); }
function place(c) { return c.isNode ? [things[c.i].x, things[c.i].y] : thingOfSeg[c.i] >= 0 ? [things[thingOfSeg[c.i]].x, things[thingOfSeg[c.i]].y] : segWires[c.i].length ? middle(segWires[c.i][0]) : [0, 0]; }
function reveal(c) {
  const [x, y] = place(c), mx = look.w * .08, my = look.h * .08;
  if (x < look.x + mx || x > look.x + look.w - mx || y < look.y + my || y > look.y + look.h - my) {
    look.x = x - look.w / 2; look.y = y - look.h / 2; setLook();
  }
}
const toUnits = e => { const m = svg.getScreenCTM(); return [(e.clientX - m.e) / m.a, (e.clientY - m.f) / m.d]; };
svg.addEventListener("wheel", e => { e.preventDefault(); zoom(Math.exp(clamp(e.deltaY, -300, 300) / 500), ...toUnits(e)); }, {passive: false});
$("closer").addEventListener("click", () => zoom(.8));
$("farther").addEventListener("click", () => zoom(1.25));
$("whole").addEventListener("click", fit);
addEventListener("resize", setLook);

/* The mouse: click chooses, a drag moves a thing or, on the ground, all. */
let drag = null;
const target = e => { const g = e.target.closest(".n,.s"); return g && svg.contains(g) ? {isNode: g.classList.contains("n"), i: +g.dataset.i} : null; };
svg.addEventListener("pointerdown", e => {
  if (e.button) return;
  const c = target(e), thing = !c ? -1 : c.isNode ? c.i : thingOfSeg[c.i], [x, y] = toUnits(e);
  drag = {c, thing, x, y, sx: e.clientX, sy: e.clientY, moved: false, from: thing >= 0 ? {...things[thing]} : {...look}};
  svg.setPointerCapture(e.pointerId);
});
svg.addEventListener("pointermove", e => {
  if (!drag) return;
  if (!drag.moved && Math.hypot(e.clientX - drag.sx, e.clientY - drag.sy) < 4) return;
  drag.moved = true;
  svg.classList.add("moving");
  const k = svg.getScreenCTM().a, dx = (e.clientX - drag.sx) / k, dy = (e.clientY - drag.sy) / k;
  if (drag.thing >= 0) {
    const t = things[drag.thing];
    t.x = Math.round((drag.from.x + dx) * 10) / 10; t.y = Math.round((drag.from.y + dy) * 10) / 10;
    drawThing(drag.thing);
  } else { look.x = drag.from.x - dx; look.y = drag.from.y - dy; setLook(); }
});
svg.addEventListener("pointerup", () => {
  svg.classList.remove("moving");
  if (drag && drag.moved) setLook();
  if (drag && !drag.moved) drag.c ? (elOf(drag.c).focus({preventScroll: true}), choose(drag.c.isNode, drag.c.i)) : choose(true, null);
  drag = null;
});
svg.addEventListener("pointercancel", () => { drag = null; svg.classList.remove("moving"); });

/* Keys: arrows go from a node to its segments and from a segment to its nodes, whichever lies that way. */
const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
function neighbours(c) {
  return c.isNode ? segsOf[c.i].map(i => ({isNode: false, i})) : data.segments[c.i].nodes.map(i => ({isNode: true, i}));
}
function towards(c, way) {
  const [x, y] = place(c);
  let best = null, score = .2;
  for (const o of neighbours(c)) {
    const [ox, oy] = place(o), d = Math.hypot(ox - x, oy - y) || 1;
    const s = ((ox - x) * way[0] + (oy - y) * way[1]) / d - d / 1e5;
    if (s > score) { score = s; best = o; }
  }
  return best;
}
/* Not on the drawing itself: what listens to the focus becomes a stop of its own. */
const withOthers = e => e.ctrlKey || e.metaKey || e.altKey;
svg.parentNode.addEventListener("keydown", e => {
  if (withOthers(e)) return;
  const g = document.activeElement.closest(".n,.s");
  const c = g && {isNode: g.classList.contains("n"), i: +g.dataset.i};
  if (c && ways[e.key]) {
    e.preventDefault();
    const next = towards(c, ways[e.key]);
    if (next) { elOf(next).focus({preventScroll: true}); reveal(next); }
  } else if (c && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); choose(c.isNode, c.i); }
  else if (e.key === "+") zoom(.8);
  else if (e.key === "-") zoom(1.25);
  else if (e.key === "0") fit();
});
svg.parentNode.addEventListener("focusin", e => { const c = target(e); if (c && !drag) reveal(c); });
document.addEventListener("keydown", e => {
  if (e.key === "/" && !withOthers(e) && document.activeElement !== search) { e.preventDefault(); search.focus(); }
  if (e.key === "Escape") { search.value = ""; seek(); choose(true, null); }
});

/* Search: names, labels, addresses. */
const search = $("search"), found = $("found");
const text = o => [o.name, o.shown, o.label, o.is, o.collects, ...(o.ports || []).map(p => p.slice(2).join(" ")), ...(o.probes || []).map(p => p.instrument)].filter(Boolean).join("\n").toLowerCase();
const texts = [...data.nodes.map((n, i) => [{isNode: true, i}, text(n)]), ...data.segments.map((s, i) => [{isNode: false, i}, text(s)])];
let matches = [], next = 0;
function seek() {
  const q = search.value.trim().toLowerCase();
  matches = q ? texts.filter(t => t[1].includes(q)).map(t => t[0]) : [];
  next = 0;
  svg.classList.toggle("seek", !!q);
  [...nodeEls, ...segEls].forEach(g => g.classList.remove("hit"));
  matches.forEach(c => elOf(c).classList.add("hit"));
  found.textContent = q ? matches.length ? matches.length + " found" : data.overview ? "no circle has that name" : "nothing found" : "";
}
search.addEventListener("input", seek);
search.addEventListener("keydown", e => {
  if (e.key !== "Enter" || !matches.length) return;
  const c = matches[next++ % matches.length];
  choose(c.isNode, c.i);
  reveal(c);
});

/* Tools. */
$("save").addEventListener("click", () => {
  const places = {schema: "overtap/positions/1", nodes: {}, segments: {}};
  data.nodes.forEach((n, i) => { places.nodes[n.name] = {x: things[i].x, y: things[i].y}; });
  bars.forEach((s, i) => { places.segments[data.segments[s].name] = {x: things[N + i].x, y: things[N + i].y}; });
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([JSON.stringify(places, null, 2) + "\n"], {type: "application/json"}));
  a.download = "positions.json";
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
});
$("print").addEventListener("click", () => { fit(); print(); });
$("theme").addEventListener("click", () => {
  const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
const reports = $("exports-shown"), lines = $("exports");
function showReports(on) { lines.setAttribute("visibility", on ? "visible" : "hidden"); reports.setAttribute("aria-pressed", on); }
reports.hidden = !data.exports.length;
reports.addEventListener("click", () => showReports(lines.getAttribute("visibility") === "hidden"));
showReports(lines.getAttribute("visibility") !== "hidden");

/* Live: the same document again and again, from where the page came. */
function sick() {
  const bad = new Set(data.health.filter(h => !well(h)).map(h => h.node));
  nodeEls.forEach((g, i) => g.classList.toggle("sick", bad.has(data.nodes[i].name)));
}
const live = $("live"), clockOfLive = el("span"), every = +document.documentElement.dataset.live;
/* The time goes on and is not read out; what else changes is. */
let saidLive = "";
clockOfLive.setAttribute("aria-hidden", "true");
/* Its room is taken from the beginning, so that nothing moves below a hand. */
function tick() { clockOfLive.textContent = ", " + new Date().toISOString().slice(11, 19) + " UTC"; }
function sayLive(...words) {
  if (words[0] === saidLive) return;
  saidLive = words[0];
  live.replaceChildren(...words);
}
async function poll() {
  try {
    const answer = await fetch("data.json" + location.search, {cache: "no-store"});
    if (!answer.ok) throw new Error((await answer.text()).trim() || "status " + answer.status);
    const fresh = read(await answer.json());
    const same = (a, b) => a.length === b.length && a.every((x, i) => x.name === b[i].name);
    if (same(fresh.nodes, data.nodes) && same(fresh.segments, data.segments)) {
      data.volume = fresh.volume; data.health = fresh.health;
      if (slider) { step = Math.min(step, data.volume ? data.volume.steps : 0); showVolume(); }
      sick();
      const inside = details.contains(document.activeElement);
      if (!inside) tell();
      tick();
      sayLive("live", clockOfLive);
    } else sayLive("the experiment has changed: load this page again");
    live.classList.remove("lost");
  } catch (e) {
    sayLive("no new numbers: " + e.message);
    live.classList.add("lost");
  }
  setTimeout(poll, every);
}
if (every) { live.hidden = false; tick(); sayLive("live", clockOfLive); setTimeout(poll, every); }
setLook();
label();
showVolume();
sick();
tell();
document.documentElement.dataset.drawn = Math.round(performance.now());
})();
