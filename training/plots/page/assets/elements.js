/* Small helpers. Texts enter the page by textContent alone, so none of them is ever markup. */

const DATA = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

/** A new element: properties, then children; strings become text. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "style") Object.assign(made.style, value);
    else if (name.startsWith("aria-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The layout with the colours of the current theme; axes given as objects keep their settings. */
function themed(layout) {
  const axis = { gridcolor: colour("--grid"), linecolor: colour("--line"), tickcolor: colour("--line"), zeroline: false, automargin: true };
  const coloured = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", hovermode: "closest",
    font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: colour("--quiet") },
    hoverlabel: { bgcolor: colour("--card"), bordercolor: colour("--accent"), font: { color: colour("--ink"), size: 12.5 }, align: "left" },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: colour("--quiet"), activecolor: colour("--accent") },
    ...layout,
  };
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis/.test(name)) coloured[name] = { ...axis, ...layout[name] };
  }
  return coloured;
}

/** The buttons are listed one by one: Plotly's own set has one that would send the chart away. */
const config = (...buttons) => ({ responsive: true, displaylogo: false, plotlyServerURL: "", modeBarButtons: [["toImage"], buttons] });
const CHART = config("zoom2d", "pan2d", "resetScale2d");
const MAP = config("zoom2d", "pan2d", "lasso2d", "resetScale2d");

