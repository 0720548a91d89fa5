/* The table of figures: sorted by a click on a heading, filtered by words. */

const figureTable = {
  order: { column: null, falling: true },

  show() {
    const { models, rows } = DATA.table;
    const table = byId("figure-table");
    const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = rows.filter((row) => {
      const text = `${row.title} ${row.protocol} ${row.figure} ${row.scorer}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const { column, falling } = this.order;
    const sorted = column === null ? wanted : [...wanted].sort((a, b) => this.compare(a, b, column) * (falling ? -1 : 1));
    const body = element("tbody", {}, ...sorted.map((row, place) => {
      const first = column === null && place > 0 && sorted[place - 1].protocol !== row.protocol;
      return this.row(row, first);
    }));
    const heads = [["Figure", "figure"], ...models.map((model, place) => [model.name, place])];
    const head = element("thead", {}, element("tr", {}, ...heads.map(([name, key]) => this.head(name, key, models))));
    table.style.setProperty("--models", models.length);
    table.replaceChildren(head, body);
    byId("row-count").textContent = `${sorted.length} of ${rows.length} figures`;
  },

  head(name, key, models) {
    const swatch = key === "figure" ? null : element("span", { className: "swatch", style: { background: models[key].colour } });
    const made = element("th", { scope: "col", tabIndex: 0, title: "Sort by this column" }, ...(swatch ? [swatch] : []), name);
    if (this.order.column === key) made.setAttribute("aria-sort", this.order.falling ? "descending" : "ascending");
    const sort = () => { this.sortBy(key); };
    made.addEventListener("click", sort);
    made.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
    return made;
  },

  /** First click: best first (names: a to z); second: the other way; third: as measured. */
  sortBy(key) {
    const start = key !== "figure";
    if (this.order.column !== key) this.order = { column: key, falling: start };
    else if (this.order.falling === start) this.order.falling = !start;
    else this.order = { column: null, falling: true };
    this.show();
  },

  compare(a, b, column) {
    if (column === "figure") return `${a.figure} ${a.title}`.localeCompare(`${b.figure} ${b.title}`);
    const value = (row) => (row.cells[column] ? row.cells[column][0] * (row.percent ? 1 : 100) : -Infinity);
    return value(a) - value(b) || 0;
  },

  row(row, first) {
    const present = row.cells.filter(Boolean);
    const best = Math.max(...present.map((cell) => cell[0]));
    const cells = row.cells.map((cell, place) => this.cell(row, cell, place, present.length > 1 && cell && cell[0] === best));
    const title = element("th", { scope: "row" }, row.figure,
      element("small", {}, `${row.title} · ${row.scorer} · ${row.queries.toLocaleString("en")} queries`));
    return element("tr", { className: first ? "first" : "" }, title, ...cells);
  },

  cell(row, cell, place, best) {
    if (!cell) return element("td", { className: "quiet" }, "–");
    const digits = row.percent ? 1 : 3;
    const [value, low, high] = cell;
    const base = row.cells[0];
    const top = row.percent ? 100 : 1;
    const at = (x) => `${Math.min(100, Math.max(0, (100 * x) / top))}%`;
    const paint = DATA.table.models[place].colour;
    const change = place > 0 && base ? this.change(value - base[0], low > base[2] || high < base[1], digits) : null;
    return element("td", { className: best ? "best" : "" },
      element("span", { className: "value" }, value.toFixed(digits)), change,
      element("div", { className: "track" },
        element("i", { style: { left: at(low), width: `calc(${at(high)} - ${at(low)})`, background: paint } }),
        element("b", { style: { left: at(value), background: paint } })),
      element("small", {}, `${low.toFixed(digits)} to ${high.toFixed(digits)}`));
  },

  change(difference, certain, digits) {
    const text = `${difference < 0 ? "−" : "+"}${Math.abs(difference).toFixed(digits)}`;
    const kind = certain ? (difference < 0 ? " down" : " up") : "";
    return element("span", { className: `change${kind}` }, text);
  },
};
