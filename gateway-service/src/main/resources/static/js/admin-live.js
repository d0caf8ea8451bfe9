// An event as it happens: what becomes of applies, second by second, and how far the promises are kept.

import { wordsOf } from './admin-parts.js';
import { chart } from './admin-charts.js';
import { el, fill, mark, pause, say } from './dom.js';
import * as session from './session.js';
import { follow } from './stream.js';
import { number, t } from './text.js';

const KEPT = 5 * 60 * 1000;

// What is drawn, from the bottom up. Of an answer: which counts of a sample make it up.
const answers = [
  { key: 'Accepted', token: '--good', of: s => sum(s.answers, 'ACCEPTED') },
  { key: 'Repeat', token: '--accent', of: s => sum(s.answers, 'REPEAT') },
  { key: 'Early', token: '--warn', of: s => sum(s.answers, 'NOT_OPEN', 'PAUSED', 'CLOSED') },
  { key: 'SoldOut', token: '--soft', of: s => sum(s.answers, 'SOLD_OUT') },
  { key: 'Away', token: '--bad', of: s => sum(s.answers, 'UNAVAILABLE') + sum(s.door, 'LIMITED', 'OVERLOADED', 'FAILED') },
];
const steps = [
  { key: 'Quantity', token: '--soft', dashed: true, of: s => s.quantity },
  { key: 'Granted', token: '--accent', of: s => s.granted },
  { key: 'Published', token: '--chart-violet', of: s => s.published },
  { key: 'Settled', token: '--good', of: s => s.settled },
  { key: 'Mailed', token: '--chart-orange', of: s => s.mailed },
];

/** The live panel of an event. */
export function liveView(id) {
  const stop = new AbortController();
  const line = el('p', { class: 'line', role: 'status' }, t('adminConnecting'));
  const rates = legend('adminAnswer', answers);
  const totals = legend('adminStep', steps);
  const tiles = { remaining: tile('adminRemaining'), rate: tile('adminRate'), lag: tile('adminLag'), drift: tile('adminDrift') };
  const closed = el('p', { class: 'wrong', hidden: true });
  const breakers = el('ul', { class: 'breakers' });
  const rateChart = chart({ series: series('adminAnswer', answers), stacked: true, description: t('adminRateChart') });
  const stepChart = chart({ series: series('adminStep', steps), description: t('adminStepChart') });
  let samples = [];

  const element = el('div', { class: 'live' },
    line, closed,
    el('div', { class: 'tiles-row' }, Object.values(tiles).map(each => each.element)),
    el('section', { class: 'card' }, el('h2', {}, t('adminAnswersTitle')), el('p', { class: 'hint' }, t('adminAnswersText')), rateChart.element, rates.element),
    el('section', { class: 'card' }, el('h2', {}, t('adminStepsTitle')), el('p', { class: 'hint' }, t('adminStepsText')), stepChart.element, totals.element),
    el('section', { class: 'card' }, el('h2', {}, t('adminHealthTitle')), el('p', { class: 'hint' }, t('adminHealthText')), breakers));

  function take({ data }) {
    const sample = JSON.parse(data);
    samples.push(sample);
    samples = samples.filter(each => each.at > sample.at - KEPT);
    // What comes at once, the past at the beginning, is drawn at once.
    if (!drawing) drawing = requestAnimationFrame(draw);
  }

  let drawing = null;

  function draw() {
    drawing = null;
    const now = samples.at(-1);
    const before = samples.at(-2);
    const perSecond = answers.map(each => rate(before, now, each.of));
    rateChart.show(samples.slice(1).map((sample, i) => ({ at: sample.at, values: answers.map(each => rate(samples[i], sample, each.of)) })));
    stepChart.show(samples.map(sample => ({ at: sample.at, values: steps.map(each => each.of(sample) ?? null) })));
    rates.show(perSecond.map(value => t('adminPerSecond', { n: number(Math.round(value)) })));
    totals.show(steps.map(each => known(each.of(now))));
    tiles.remaining.show(known(now.remaining), null, t('adminRemainingText', { quantity: known(now.quantity) }));
    tiles.rate.show(number(Math.round(perSecond.reduce((a, b) => a + b, 0))), null, t('adminRateText'));
    const lag = now.published === undefined || now.settled === undefined ? null : Math.max(0, now.published - now.settled);
    tiles.lag.show(known(lag), lag > 1_000 ? 'warn' : null, t(lag === 0 ? 'adminLagNone' : 'adminLagText'));
    tiles.drift.show(known(now.drift), now.drift > 0 ? 'bad' : null,
      t(now.drift === undefined ? 'adminDriftUnknown' : now.drift > 0 ? 'adminDriftText' : 'adminDriftNone'));
    closed.hidden = !now.closedBecause;
    say(closed, now.closedBecause ? t('adminClosedBecause', { reason: now.closedBecause }) : '');
    drawBreakers(now.breakers ?? {}, now);
  }

  function drawBreakers(states, now) {
    const away = [];
    if (now.remaining === undefined) away.push('stock-service');
    if (now.settled === undefined) away.push('notification-service');
    const text = JSON.stringify([states, away]);
    if (breakers.dataset.shown === text) return;
    breakers.dataset.shown = text;
    const names = [...new Set([...Object.keys(states), ...away])].sort();
    fill(breakers, names.map(name => {
      const tone = states[name] === 'OPEN' ? 'bad' : states[name] === 'HALF_OPEN' || away.includes(name) ? 'warn' : 'good';
      return el('li', { 'data-tone': tone }, el('strong', {}, name), ' ', t('adminBreaker' + tone));
    }));
  }

  return {
    element,
    open() {
      rateChart.open();
      stepChart.open();
      listen();
    },
    close() {
      stop.abort();
      cancelAnimationFrame(drawing);
      rateChart.close();
      stepChart.close();
    },
  };

  function listen() {
    follow('/api/admin/event/live?eventId=' + id, {
      signal: stop.signal,
      on: {
        message: take,
        replaced: () => state('replaced'),
        state,
      },
    });
  }

  function state(now, problem) {
    // The token was ended. Any other call gets a new one, or finds that the whole session is over, and then there is the log-in.
    if (problem?.status === 401) {
      session.ask('GET', '/api/admin/event/stock?eventId=' + id).catch(other => {
        if (other.status === 401) throw other;
      }).then(() => pause(1_000, stop.signal)).then(listen, () => {});
    }
    mark(line, 'data-state', now);
    say(line, now === 'refused' ? wordsOf(problem) : t({ open: 'adminLineOpen', lost: 'adminLineLost', replaced: 'adminLineReplaced' }[now]));
  }
}

function sum(counts, ...names) {
  return names.reduce((total, name) => total + (counts?.[name] ?? 0), 0);
}

/** Per second, between two samples. Counts that have begun anew are no rate. */
function rate(before, now, of) {
  if (!before) return 0;
  return Math.max(0, of(now) - of(before)) / Math.max(.5, (now.at - before.at) / 1000);
}

function known(value) {
  return value === undefined || value === null ? '–' : number(value);
}

function series(prefix, all) {
  return all.map(each => ({ label: t(prefix + each.key), token: each.token, dashed: each.dashed }));
}

/** The lines of a chart by name, each with its value now and a sentence that says what it is. */
function legend(prefix, all) {
  const values = all.map(() => el('strong', { class: 'figures' }, '–'));
  return {
    element: el('dl', { class: 'legend' }, all.map((each, i) => el('div', {},
      el('dt', {}, el('span', { class: 'key', vars: { '--key': `var(${each.token})` }, 'data-dashed': each.dashed }), t(prefix + each.key), ' ', values[i]),
      el('dd', {}, t(prefix + each.key + 'Text'))))),
    show: texts => texts.forEach((text, i) => say(values[i], text)),
  };
}

/** A large figure with its name and a sentence. */
function tile(name) {
  const figure = el('p', { class: 'figure' }, '–');
  const words = el('p', { class: 'hint' });
  const element = el('section', { class: 'card figure-tile' }, el('h2', {}, t(name)), figure, words);
  return {
    element,
    show(value, tone, text) {
      say(figure, value);
      say(words, text);
      mark(element, 'data-tone', tone);
    },
  };
}
