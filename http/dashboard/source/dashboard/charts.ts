// Chart.js, as far as the page needs it: stacked bars. Loaded after the first
// figures are shown.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";

import { compact, whole } from "../shared/format";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

export interface Series {
  label: string;
  /** A custom property of base.css, such as `--good`. */
  color: string;
  values: readonly number[];
}

export class StackedBars {
  private readonly chart: Chart<"bar", number[], string>;
  private series: readonly Series[] = [];
  private readonly colors = new Map<string, string>();

  constructor(canvas: HTMLCanvasElement) {
    this.chart = new Chart(canvas, {
      type: "bar",
      data: { labels: [], datasets: [] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        normalized: true,
        interaction: { mode: "index", intersect: false },
        events: ["mousemove", "mouseout", "touchstart"],
        datasets: { bar: { categoryPercentage: 1, barPercentage: 0.86, borderWidth: 0 } },
        scales: {
          x: {
            stacked: true,
            grid: { display: false },
            // All labels are of one width: one is measured.
            ticks: { maxRotation: 0, autoSkipPadding: 24, sampleSize: 1 },
          },
          y: {
            stacked: true,
            beginAtZero: true,
            border: { display: false },
            ticks: { maxTicksLimit: 4, precision: 0, callback: (value) => compact(Number(value)) },
          },
        },
        plugins: {
          tooltip: {
            animation: false,
            callbacks: { label: (item) => `${item.dataset.label}: ${whole(Number(item.raw))}` },
          },
        },
      },
    });
    this.recolor();
    // The chart takes its colours once; the page's may change under it.
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.recolor());
    new MutationObserver(() => this.recolor()).observe(document.documentElement, {
      attributeFilter: ["data-theme"],
    });
  }

  show(labels: readonly string[], series: readonly Series[]): void {
    const { data } = this.chart;
    this.series = series;
    data.labels = [...labels];
    series.forEach((one, i) => {
      const known = data.datasets[i];
      if (known) {
        known.label = one.label;
        known.data = [...one.values];
      } else {
        data.datasets.push({ label: one.label, data: [...one.values] });
      }
    });
    data.datasets.length = series.length;
    this.paint();
    this.chart.update("none");
  }

  private paint(): void {
    this.series.forEach((one, i) => {
      const set = this.chart.data.datasets[i];
      if (set) set.backgroundColor = this.color(one.color);
    });
  }

  /** Asked for once: the answer costs a calculation of all styles. */
  private color(name: string): string {
    let known = this.colors.get(name);
    if (known === undefined) {
      known = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      this.colors.set(name, known);
    }
    return known;
  }

  private recolor(): void {
    this.colors.clear();
    const size = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.78);
    this.chart.options.font = { family: getComputedStyle(document.body).fontFamily, size };
    for (const name of ["x", "y"]) {
      const scale = this.chart.options.scales?.[name];
      if (!scale) continue;
      if (scale.ticks) scale.ticks.color = this.color("--quiet");
      if (scale.grid) scale.grid.color = this.color("--line");
      else scale.grid = { color: this.color("--line") };
    }
    this.paint();
    this.chart.update("none");
  }
}
