// Asking again and again, but only while somebody looks: a hidden tab costs nothing.

import { around, Problem } from './api.js';

/** After the tab was hidden for longer than this, it asks as soon as it is seen again. */
const STALE = 2_000;

/**
 * Calls question() now, and again after the milliseconds that it gives (null: never), while the page is seen. When it fails it is
 * called later and later, never before Retry-After, and no more once it is refused; failed(problem, times) hears of it. Gives { again() }, which asks at once.
 */
export function whileSeen(question, { failed = () => {}, signal }) {
  let timer = null;
  let asking = false;
  let failures = 0;
  let last = 0;
  let ended = false;

  async function ask() {
    clearTimeout(timer);
    if (asking || ended || signal.aborted || document.hidden) return;
    asking = true;
    last = performance.now();
    let next;
    try {
      next = await question();
      failures = 0;
    } catch (problem) {
      if (signal.aborted) return;
      if (!(problem instanceof Problem)) throw problem;
      failures++;
      failed(problem, failures);
      next = problem.passing || problem.status >= 500 ? (problem.retryAfter ?? 0) + around(Math.min(20_000, 1_500 * 2 ** Math.min(failures, 5))) : null;
    } finally {
      asking = false;
    }
    ended = next === null;
    if (!ended && !signal.aborted) timer = setTimeout(ask, next);
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(timer);
    else if (performance.now() - last > STALE) ask();
    else timer = setTimeout(ask, around(STALE));
  }, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  ask();
  return {
    again() {
      ended = false;
      ask();
    },
  };
}
