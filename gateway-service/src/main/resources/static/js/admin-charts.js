// Lines over the last minutes, drawn by Chart.js (the global of chart.umd.js). Colours are the page's tokens, so they follow light and dark.

import { el } from './dom.js';
import { number, t } from './text.js';

const SPAN = 300;
const dark = matchMedia('(prefers-color-scheme: dark)');

/**
 * A chart of lines: series are { label, token, dashed }; stacked: filled and put upon each other. Gives { element, show(points), close }, where points are
 * { at, values } with a value (or null) per series.
 */
export function chart({ series, stacked = false, description }) {
  const canvas = el('canvas', { role: 'img', 'aria-label': description });
  const element = el('div', { class: 'chart' }, canvas);
  let drawn = null;
  let last = [];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function make() {
    drawn?.destroy();
    const grid = { color: token('--line'), drawTicks: false };
    const ticks = { color: token('--soft'), font: { family: token('--font'), size: 12 }, maxRotation: 0 };
    drawn = new globalThis.Chart(canvas, {
      type: 'line',
      data: {
        datasets: series.map((one, i) => ({
          label: one.label,
          data: [],
          borderColor: token(one.token),
          backgroundColor: `color-mix(in srgb, ${token(one.token)} ${stacked ? 38 : 0}%, transparent)`,
          borderWidth: stacked ? 1.5 : 2.5,
          borderDash: one.dashed ? [4, 4] : [],
          fill: stacked ? (i === 0 ? 'origin' : '-1') : false,
          // Where there is none of it, its edge would cover that of what lies below.
          segment: stacked ? { borderColor: ({ p0, p1 }) => (p0.raw?.y || p1.raw?.y ? undefined : 'transparent') } : {},
        })),
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        elements: { point: { radius: 0, hitRadius: 8 }, line: { tension: 0, borderJoinStyle: 'round' } },
        interaction: { mode: 'index', intersect: false },
        plugins: {
          legend: { display: false },
          tooltip: { callbacks: { title: items => ago(items[0].parsed.x) } },
        },
        scales: {
          x: {
            type: 'linear', min: -SPAN, max: 0, grid: { display: false }, border: { color: token('--line') },
            ticks: { ...ticks, stepSize: 60, callback: ago },
          },
          y: {
            stacked, beginAtZero: true, suggestedMax: 5, grace: '4%', grid, border: { display: false },
            ticks: { ...ticks, maxTicksLimit: 5, padding: 6, precision: 0, callback: value => number(value) },
          },
        },
      },
    });
    show(last);
  }

  function show(points) {
    last = points;
    if (!drawn) return;
    const now = points.at(-1)?.at ?? 0;
    drawn.data.datasets.forEach((dataset, i) => {
      dataset.data = points.map(({ at, values }) => ({ x: (at - now) / 1000, y: values[i] }));
    });
    drawn.update('none');
  }

  return {
    element,
    show,
    open() {
      make();
      dark.addEventListener('change', make);
    },
    close() {
      dark.removeEventListener('change', make);
      drawn?.destroy();
      drawn = null;
    },
  };
}

function ago(seconds) {
  if (seconds > -1) return t('adminNow');
  return seconds % 60 === 0 ? t('adminMinutesAgo', { n: -seconds / 60 }) : t('adminSecondsAgo', { n: Math.round(-seconds) });
}
