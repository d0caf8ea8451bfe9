// The time until the opening, on the server's clock.

import * as clock from './clock.js';
import { announce, el, mark, say } from './dom.js';
import { t } from './text.js';

const UNITS = [['days', 86_400], ['hours', 3_600], ['minutes', 60], ['seconds', 1]];
/** Seconds before the opening at which those who listen are told. */
const TOLD_AT = [600, 300, 60, 10];

/** Makes the countdown: show(millis) draws what is left. To be called once a second. */
export function countdown() {
  const tiles = UNITS.map(([unit]) => {
    const figure = el('span', { class: 'figure' });
    return { figure, element: el('span', { class: 'tile' }, figure, el('span', { class: 'unit' }, t(unit))) };
  });
  // A screen reader finds it, but is not told of every second.
  const element = el('div', { class: 'countdown', role: 'timer', 'aria-live': 'off' },
    el('p', {}, t('opensIn')), el('div', { class: 'tiles' }, tiles.map(tile => tile.element)));
  let before = Infinity;
  return {
    element,
    show(millis) {
      const seconds = Math.max(0, Math.ceil(millis / 1000));
      let rest = seconds;
      UNITS.forEach(([unit, size], i) => {
        const n = Math.floor(rest / size);
        rest -= n * size;
        say(tiles[i].figure, unit === 'days' ? String(n) : String(n).padStart(2, '0'));
        if (unit === 'days') mark(tiles[i].element, 'hidden', n === 0);
      });
      mark(element, 'data-close', seconds <= 10);
      const told = TOLD_AT.find(at => seconds <= at && before > at);
      if (told !== undefined && before !== Infinity) announce(t('soon', { seconds: told }));
      before = seconds;
    },
  };
}

/** Calls tick() at each full second before the moment that at() gives, and at that moment, by the server's clock. */
export function everySecond(at, tick, signal) {
  let timer;
  const next = () => {
    if (signal.aborted) return;
    tick();
    const left = at() - clock.now();
    // A touch later than the edge of the second, so that a timer that is early does not show it twice; exact for the moment itself.
    timer = setTimeout(next, left > 0 ? Math.min(left, (left % 1000) + 2) : 1000);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    clearTimeout(timer);
    next();
  }, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  next();
}
