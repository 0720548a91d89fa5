/* The ten texts nearest to a chosen one, as two models see it. */

const neighbours = {
  chosen: null, changedOrder: [], step: 0,

  fill(map) {
    byId("texts").replaceChildren(...map.points.map((point) => element("option", { value: point.text })));
    this.number = new Map(map.points.map((point, number) => [point.text, number]));
    this.step = 0;
    this.changedOrder = [];
    this.choose(map.groups[map.groups.length - 1].points[0] ?? 0);
  },

  near(side, number) { return maps.map.views[maps.views[side]].neighbours[number]; },

  shared(number) {
    const right = new Set(this.near("right", number));
    return this.near("left", number).filter((other) => right.has(other));
  },

  choose(number) {
    if (number === undefined) return;
    this.chosen = number;
    byId("chosen").value = maps.map.points[number].text;
    this.show();
  },

  /** Texts whose neighbours have changed most, one after the other. */
  next() {
    const pair = `${maps.views.left} ${maps.views.right}`;
    if (!this.changedOrder.length || this.pair !== pair) {
      const shared = maps.map.points.map((_, number) => this.shared(number).length);
      this.changedOrder = shared.map((_, number) => number).sort((a, b) => shared[a] - shared[b] || a - b);
      this.step = 0;
      this.pair = pair;
    }
    this.choose(this.changedOrder[this.step++ % this.changedOrder.length]);
  },

  show() {
    const { points } = maps.map;
    const shared = new Set(this.shared(this.chosen));
    const count = this.near("left", this.chosen).length;
    byId("verdict").textContent = `“${points[this.chosen].text}” keeps ${shared.size} of its ${count} nearest texts.`;
    byId("lists").replaceChildren(...SIDES.map((side) => this.list(side, shared)));
    this.mark();
  },

  list(side, shared) {
    const { points, views, kind } = maps.map;
    const view = views[maps.views[side]];
    const own = points[this.chosen].group;
    const near = this.near(side, this.chosen);
    const same = near.filter((number) => points[number].group === own).length;
    const items = near.map((number, place) => {
      const point = points[number];
      const badge = shared.has(number) ? element("span", { className: "badge" }, "in both") : null;
      const button = element("button", { type: "button", className: point.group === own ? "same" : "" },
        element("span", {}, point.text, badge ?? "", element("small", {}, `${point.group === own ? "✓ " : ""}${point.group}`)),
        element("span", { className: "cosine", title: "cosine" }, view.cosines[this.chosen][place].toFixed(3)));
      button.addEventListener("click", () => this.choose(number));
      return element("li", {}, button);
    });
    return element("figure", { className: "card" },
      element("figcaption", {}, view.name, element("small", {}, `${same} of ${near.length} of the same ${kind} (${own})`)),
      element("ol", { className: "nearest" }, ...items));
  },

  mark() {
    if (this.chosen === null) return;
    SIDES.forEach((side) => maps.ring(side, this.chosen, this.near(side, this.chosen)));
  },
};
