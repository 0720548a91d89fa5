/* Curves, histograms and reliability diagrams: drawn when their tab is opened for the first time. */

const charts = {
  drawn: [],

  open(section) {
    const panel = byId(section);
    if (panel.dataset.drawn) return;
    panel.dataset.drawn = "yes";
    const mine = DATA.charts.filter((chart) => chart.section === section);
    if (!mine.length) panel.append(element("p", {}, "Nothing to draw here. The part “About” says why."));
    for (const group of new Set(mine.map((chart) => chart.group))) {
      const grid = element("div", { className: "charts" });
      panel.append(element("h3", {}, group), grid);
      mine.filter((chart) => chart.group === group).forEach((chart) => this.draw(chart, grid));
    }
  },

  draw(chart, grid) {
    const plot = element("div", { className: "plot" });
    grid.append(element("figure", { className: "card" }, element("figcaption", {}, chart.title), plot));
    const entries = chart.data.filter((trace) => trace.showlegend !== false).length;
    const legend = { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", traceorder: "normal" };
    const height = (chart.section === "similarity" ? 270 : 390) + 22 * (chart.section === "similarity" ? 1 : entries);
    const layout = { ...chart.layout, height, showlegend: true, legend };
    Plotly.newPlot(plot, chart.data, themed(layout), CHART);
    this.drawn.push([plot, layout]);
  },

  repaint() {
    for (const [plot, layout] of this.drawn) Plotly.react(plot, plot.data, themed(layout), CHART);
  },
};
