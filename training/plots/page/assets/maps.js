/* Two pictures of the same texts, base beside tuned: what happens to one is shown in the other. */

const SIDES = ["left", "right"];

const maps = {
  map: null, projection: "t-SNE", views: { left: 0, right: 0 }, hidden: new Set(), busy: false, built: false,

  open() {
    if (this.built) return;
    this.built = true;
    if (!DATA.maps.length) {
      byId("maps").replaceChildren(element("h2", {}, "There are no maps"), element("p", {}, "The part “About” says why."));
      return;
    }
    this.choose(0);
  },

  choose(number) {
    this.map = DATA.maps[number];
    this.views = { left: 0, right: this.map.views.length - 1 };
    this.hidden.clear();
    this.groupOf = [];
    this.map.groups.forEach((group, trace) => group.points.forEach((point, place) => { this.groupOf[point] = [trace, place]; }));
    byId("map-title").textContent = this.map.title;
    this.controls(number);
    this.chips();
    SIDES.forEach((side) => this.draw(side));
    neighbours.fill(this.map);
  },

  controls(number) {
    const pick = (name, options, chosen, act) => {
      const select = element("select", {}, ...options.map((text, value) => element("option", { value, selected: value === chosen }, text)));
      select.addEventListener("change", () => act(Number(select.value)));
      return element("label", {}, name, select);
    };
    const segments = element("div", { className: "segments", role: "group", "aria-label": "Projection" },
      ...Object.keys(this.map.views[0].planes).map((name) => {
        const button = element("button", { type: "button", "aria-pressed": String(name === this.projection) }, name);
        button.addEventListener("click", () => { this.projection = name; this.controls(number); SIDES.forEach((side) => this.draw(side)); neighbours.mark(); });
        return button;
      }));
    const titles = DATA.maps.map((map) => `${map.kind} (${map.points.length.toLocaleString("en")} texts)`);
    const names = this.map.views.map((view) => view.name);
    const models = SIDES.map((side) => pick(side === "left" ? "Left" : "Right", names, this.views[side], (value) => {
      this.views[side] = value; this.draw(side); neighbours.show();
    }));
    byId("map-controls").replaceChildren(pick("Groups", titles, number, (value) => this.choose(value)), segments, ...models);
  },

  chips() {
    const repaint = () => {
      this.chips();
      const visible = this.map.groups.map((_, trace) => !this.hidden.has(trace));
      SIDES.forEach((side) => Plotly.restyle(side, { visible }, visible.map((_, trace) => trace)));
    };
    const made = this.map.groups.map((group, trace) => {
      const button = element("button", { type: "button", "aria-pressed": String(!this.hidden.has(trace)) },
        element("i", { className: group.symbol, style: { background: group.colour } }), group.name);
      button.addEventListener("click", () => { if (!this.hidden.delete(trace)) this.hidden.add(trace); repaint(); });
      return button;
    });
    const every = element("button", { type: "button" }, this.hidden.size ? "Show all" : "Hide all");
    every.addEventListener("click", () => {
      if (this.hidden.size) this.hidden.clear(); else this.map.groups.forEach((_, trace) => this.hidden.add(trace));
      repaint();
    });
    byId("groups").replaceChildren(...made, every);
  },

  traces(view) {
    const [x, y] = view.planes[this.projection];
    const groups = this.map.groups.map((group, trace) => ({
      type: "scatter", mode: "markers", name: group.name, showlegend: false, visible: !this.hidden.has(trace),
      x: group.points.map((point) => x[point]), y: group.points.map((point) => y[point]),
      customdata: group.points, hovertext: group.points.map((point) => this.map.points[point].hover), hoverinfo: "text",
      marker: { color: group.colour, symbol: group.symbol, size: group.size, opacity: group.size > 5 ? 0.95 : 0.5, line: { width: group.size > 5 ? 0.8 : 0, color: colour("--card") } },
      unselected: { marker: { opacity: 0.08 } },
    }));
    const ring = (size, width, paint) => ({
      type: "scatter", mode: "markers", x: [], y: [], hoverinfo: "skip", showlegend: false,
      marker: { size, color: paint, symbol: "circle-open", line: { width, color: paint } },
    });
    return [...groups, ring(13, 1.6, colour("--accent")), ring(20, 3, colour("--ring"))];
  },

  draw(side) {
    const view = this.map.views[this.views[side]];
    const bare = { showgrid: false, showline: false, showticklabels: false, zeroline: false, ticks: "" };
    const layout = themed({
      margin: { l: 4, r: 4, t: 4, b: 4 }, showlegend: false, dragmode: "zoom", uirevision: null,
      xaxis: { ...bare }, yaxis: { ...bare, scaleanchor: "x" },
    });
    const purity = view.purity === null ? "no purity: every group has one text" : `purity ${(100 * view.purity).toFixed(1)} %`;
    const kept = this.projection === "PCA" ? `, the plane keeps ${(100 * view.share).toFixed(0)} % of the variance` : "";
    byId(`${side}-title`).replaceChildren(view.name, element("small", {}, purity + kept));
    Plotly.react(side, this.traces(view), layout, MAP);
    const plot = byId(side);
    if (plot.dataset.linked) return;
    plot.dataset.linked = "yes";
    const other = side === "left" ? "right" : "left";
    const linked = (act) => (event) => { if (!this.busy) { this.busy = true; try { act(event); } finally { this.busy = false; } } };
    plot.on("plotly_hover", linked((event) => {
      const { curveNumber, pointNumber } = event.points[0];
      Plotly.Fx.hover(other, [{ curveNumber, pointNumber }]);
    }));
    plot.on("plotly_unhover", linked(() => Plotly.Fx.unhover(other)));
    plot.on("plotly_click", (event) => neighbours.choose(event.points[0].customdata));
    plot.on("plotly_selected", linked((event) => this.select(other, event ? event.points : null)));
    plot.on("plotly_deselect", linked(() => this.select(other, null)));
  },

  /** Mark the same texts in the other picture; the traces have the same order in both. */
  select(side, points) {
    const chosen = this.map.groups.map((_, trace) => (points ? points.filter((p) => p.curveNumber === trace).map((p) => p.pointNumber) : null));
    Plotly.restyle(side, { selectedpoints: chosen }, chosen.map((_, trace) => trace));
  },

  /** Rings around a text and its neighbours in the picture of one side. */
  ring(side, chosen, near) {
    const [x, y] = this.map.views[this.views[side]].planes[this.projection];
    const first = this.map.groups.length;
    const at = (points) => [points.map((p) => x[p]), points.map((p) => y[p])];
    const [nearX, nearY] = at(near);
    const [ownX, ownY] = at(chosen === null ? [] : [chosen]);
    Plotly.restyle(side, { x: [nearX, ownX], y: [nearY, ownY] }, [first, first + 1]);
  },

  repaint() {
    if (!this.map) return;
    SIDES.forEach((side) => this.draw(side));
    neighbours.mark();
  },
};
