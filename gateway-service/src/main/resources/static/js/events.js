// Events as they are shown: state at a moment, colour, times, what is left; and the list of them.

import { around, ask } from './api.js';
import * as clock from './clock.js';
import { el, fill, focus, mark, say } from './dom.js';
import { moment, t } from './text.js';
import { whileSeen } from './seen.js';

/** The state at this moment by the server's clock, which may be ahead of what was told last. */
export function stateNow(event, now = clock.now()) {
  if (event.state === 'CLOSED' || now >= Date.parse(event.closesAt)) return 'CLOSED';
  if (event.state === 'NOT_OPEN') return now >= Date.parse(event.opensAt) ? 'OPEN' : 'NOT_OPEN';
  return event.state;
}

/** An event has no picture; its colour comes from its id, neighbours far apart: from green over blue and violet to red. */
export function colour(event) {
  return { '--hue': String(Math.round(155 + ((Number(event.id) * 137.508 + 20) % 215))) };
}

/** The state in a word. */
export function stateMark(state) {
  return el('span', { class: 'state', 'data-state': state }, t('state' + state));
}

/** When it opens, closes or closed. */
export function when(event, state) {
  switch (state) {
    case 'NOT_OPEN': return t('opensOn', { when: moment(event.opensAt) });
    case 'CLOSED': return clock.now() >= Date.parse(event.closesAt) ? t('closedOn', { when: moment(event.closesAt) }) : t('closed');
    case 'OPEN': return t('openUntil', { when: moment(event.closesAt) });
    default: return t('endsOn', { when: moment(event.closesAt) });
  }
}

/** What is left, as words and as a bar. */
export function stockBar() {
  const words = el('span', { class: 'figures' });
  const fullness = el('span');
  const element = el('p', { class: 'stock' }, words, el('span', { class: 'bar', 'aria-hidden': 'true' }, fullness));
  return {
    element,
    show(event, state) {
      const known = event.quantity !== null && event.remaining !== null;
      const share = known && event.quantity > 0 ? Math.max(0, Math.min(1, event.remaining / event.quantity)) : 0;
      mark(element, 'hidden', state === 'CLOSED');
      say(words, !known ? t('leftUnknown') : t(state === 'NOT_OPEN' ? 'inTotal' : 'left', event));
      fullness.style.setProperty('--share', String(share));
    },
  };
}

/** The list; gives { element, title, close }. */
export function listPage() {
  const stop = new AbortController();
  const title = el('h1', {}, t('listTitle'));
  const list = el('ul', { class: 'events' });
  const note = el('p', { class: 'hint', role: 'status' }, t('loading'));
  let events = null;

  function draw() {
    fill(list, [...events].sort(byInterest).map(card));
    say(note, events.length === 0 ? t('noEvents') : '');
  }

  whileSeen(async () => {
    const answer = await ask('GET', '/api/events', { signal: stop.signal });
    clock.measure(answer);
    const focused = document.activeElement?.dataset?.event;
    events = answer.body.events;
    draw();
    if (focused) list.querySelector(`[data-event="${focused}"]`)?.focus();
    return around(events.some(opensSoon) ? 5_000 : 20_000);
  }, { failed: () => say(note, t('notReached')), signal: stop.signal });

  return {
    element: el('div', {}, el('div', { class: 'opening' }, title, el('p', {}, t('listText'))),
      el('h2', { class: 'unseen' }, t('events')), list, note),
    title: t('listTitle'),
    arrive: () => focus(title),
    close: () => stop.abort(),
  };
}

function card(event) {
  const state = stateNow(event);
  const stock = stockBar();
  stock.show(event, state);
  return el('li', { class: event.current ? 'event current' : 'event', vars: colour(event), 'data-state': state },
    el('div', { class: 'swatch', 'aria-hidden': 'true' }),
    el('div', { class: 'about' },
      stateMark(state),
      el('h3', {}, el('a', { href: '#/events/' + event.id, 'data-event': event.id }, event.name)),
      el('p', { class: 'hint' }, when(event, state)),
      stock.element));
}

/** The current one, then what is open, what will open next, and the rest, the newest first. */
function byInterest(a, b) {
  const order = ['OPEN', 'PAUSED', 'NOT_OPEN', 'SOLD_OUT', 'CLOSED'];
  const [stateA, stateB] = [stateNow(a), stateNow(b)];
  return Number(b.current) - Number(a.current)
    || order.indexOf(stateA) - order.indexOf(stateB)
    || (stateA === 'NOT_OPEN' ? Date.parse(a.opensAt) - Date.parse(b.opensAt) : b.id - a.id);
}

function opensSoon(event) {
  return event.state === 'NOT_OPEN' && Date.parse(event.opensAt) - clock.now() < 60_000;
}
