/* Tabs, theme and the first picture. */

const tabs = {
  panels: [...document.querySelectorAll("[role=tabpanel]")],

  build() {
    this.panels.forEach((panel) => {
      const button = element("button", { type: "button", role: "tab", id: `tab-${panel.id}`, "aria-controls": panel.id }, panel.dataset.title);
      button.addEventListener("click", () => { history.replaceState(null, "", `#show=${panel.id}`); this.open(panel.id); });
      button.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const place = this.panels.indexOf(panel) + step;
        const next = byId(`tab-${this.panels[(place + this.panels.length) % this.panels.length].id}`);
        next.focus();
        next.click();
      });
      panel.setAttribute("aria-labelledby", button.id);
      byId("tabs").append(button);
    });
    // not the bare id, to which a browser would scroll
    const wanted = () => location.hash.replace("#show=", "");
    window.addEventListener("hashchange", () => this.open(wanted()));
    this.open(wanted());
  },

  open(wanted) {
    const id = this.panels.some((panel) => panel.id === wanted) ? wanted : "figures";
    for (const panel of this.panels) {
      panel.hidden = panel.id !== id;
      byId(`tab-${panel.id}`).setAttribute("aria-selected", String(panel.id === id));
      byId(`tab-${panel.id}`).tabIndex = panel.id === id ? 0 : -1;
    }
    byId(`tab-${id}`).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (id === "maps") maps.open();
    else if (["curves", "similarity", "reliability"].includes(id)) charts.open(id);
    window.dispatchEvent(new Event("resize"));
  },
};

const theme = {
  wanted: "auto",
  system: window.matchMedia("(prefers-color-scheme: dark)"),

  apply() {
    const dark = this.wanted === "dark" || (this.wanted === "auto" && this.system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    byId("theme").textContent = `Theme: ${this.wanted}`;
  },

  repaint() { this.apply(); charts.repaint(); maps.repaint(); },

  build() {
    this.apply();
    this.system.addEventListener("change", () => this.repaint());
    byId("theme").addEventListener("click", () => {
      this.wanted = { auto: "light", light: "dark", dark: "auto" }[this.wanted];
      this.repaint();
    });
  },
};

function about() {
  const { models, rows } = DATA.table;
  const protocols = new Set(rows.map((row) => row.protocol)).size;
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  byId("lead").textContent = `${count(models.length, "model")} on ${count(protocols, "protocol")}; all compare with ${models.length ? models[0].name : "none"}`;
  for (const [name, value] of Object.entries(DATA.environment)) {
    byId("environment").append(element("dt", {}, name), element("dd", {}, value));
  }
  if (DATA.skipped.length) {
    byId("skipped").append(element("h2", {}, "What is not drawn, and why"),
      element("ul", {}, ...DATA.skipped.map((sentence) => element("li", {}, sentence))));
  }
  document.querySelectorAll("[data-caption]").forEach((place) => { place.textContent = DATA.captions[place.dataset.caption]; });
}

theme.build();
about();
figureTable.show();
byId("filter").addEventListener("input", () => figureTable.show());
byId("chosen").addEventListener("change", () => neighbours.choose(neighbours.number.get(byId("chosen").value)));
byId("changed").addEventListener("click", () => neighbours.next());
tabs.build();
