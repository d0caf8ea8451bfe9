// The page of one event: countdown, what is left, and applying.

import { around, ask, Problem } from './api.js';
import * as claims from './claims.js';
import * as clock from './clock.js';
import { countdown, everySecond } from './countdown.js';
import { announce, el, fill, focus, icon, mark, say } from './dom.js';
import { colour, stateMark, stateNow, stockBar, when } from './events.js';
import { loginForm } from './login.js';
import { whileSeen } from './seen.js';
import * as session from './session.js';
import { t, timeOfDay } from './text.js';

/** For so long a refusal of an apply counts for more than what anyone is told, which may be a moment older. */
const REFUSAL_COUNTS = 3_000;

/** Gives { element, title, know, arrive, sessionChanged, close }; before is the know of the same page in another language, whose work goes on here. */
export function eventPage(id, before) {
  const stop = new AbortController();
  const know = before ?? { event: null, claim: null, refused: null, attempt: null, problem: null, missing: false };
  if (session.current()) know.claim = claims.knownClaim(id);

  const name = el('h1', {}, '…');
  const chip = el('span', { class: 'chip' });
  const time = el('p', { class: 'time' });
  const clockFace = countdown();
  const stock = stockBar();
  const notReached = el('p', { class: 'hint', role: 'status' });
  const hero = el('section', { class: 'hero', vars: colour({ id }) }, chip, name, time, clockFace.element, stock.element);
  const panel = applyPanel(press);
  const element = el('div', {},
    el('p', { class: 'back' }, el('a', { href: '#/' }, icon('back'), t('allEvents'))),
    el('div', { class: 'event-page' }, hero, panel.element), notReached);
  let shownState = null;

  /** The state to act on: what the user was told last, for a moment, else what the event says. */
  function state() {
    return know.refused && know.refused.until > performance.now() ? know.refused.state : stateNow(know.event);
  }

  function draw() {
    mark(element, 'aria-busy', know.event === null && !know.missing ? 'true' : null);
    if (know.missing) {
      say(name, t('noSuchEvent'));
      for (const part of [chip, time, clockFace.element, stock.element, panel.element]) part.hidden = true;
      return;
    }
    if (know.event === null) return;
    const now = state();
    say(name, know.event.name);
    if (now !== shownState) {
      fill(chip, stateMark(now));
      if (shownState !== null && !know.claim) announce(t(now === 'OPEN' ? 'nowOpen' : 'now' + now));
      shownState = now;
    }
    say(time, when(know.event, now));
    clockFace.element.hidden = now !== 'NOT_OPEN';
    if (now === 'NOT_OPEN') clockFace.show(Date.parse(know.event.opensAt) - clock.now());
    stock.show(know.event, now);
    panel.show({ ...know, state: now, user: session.current() });
    document.title = (know.claim ? t('rank', know.claim) + ' · ' : '') + know.event.name + ' · Firstcome';
  }

  const looking = whileSeen(async () => {
    const answer = await ask('GET', '/api/events/' + id, { timeout: 5_000, signal: stop.signal });
    clock.measure(answer);
    know.event = answer.body;
    say(notReached, '');
    draw();
    return around(pace());
  }, {
    signal: stop.signal,
    failed: (problem, times) => {
      // A number too large to be one is refused as such.
      know.missing = problem.status === 404 || problem.status === 400;
      if (times > 1 && !know.missing) say(notReached, t('notReached'));
      draw();
    },
  });

  /**
   * Milliseconds until the next look. Nobody needs to look in order to open: the moment is known. So a crowd that waits asks seldom, and
   * answers come from the gateway's memory.
   */
  function pace() {
    if (clock.error() > 250) return 3_000;
    const now = state();
    const left = Date.parse(know.event.opensAt) - clock.now();
    if (know.claim) return now === 'OPEN' ? 10_000 : 30_000;
    switch (now) {
      case 'NOT_OPEN': return left > 600_000 ? 45_000 : left > 60_000 ? 15_000 : 10_000;
      case 'OPEN': return left > -10_000 ? 4_000 : 3_000;
      case 'PAUSED': return 3_000;
      case 'SOLD_OUT': return 10_000;
      default: return 60_000;
    }
  }

  /** Follows a claim until its mail is sent, or has failed. */
  const following = whileSeen(async () => {
    if (!session.current() || know.attempt) return null;
    if (!know.claim && (know.event === null || state() === 'NOT_OPEN')) return know.event === null ? 500 : null;
    const had = know.claim;
    know.claim = await claims.status(id, stop.signal);
    know.gone = Boolean(had && !know.claim);
    draw();
    if (!know.claim || (know.claim.status === 'CONFIRMED' && know.claim.mail !== 'PENDING')) return null;
    know.followed = (know.followed ?? 0) + 1;
    return around(Math.min(15_000, 1_000 * 1.5 ** know.followed));
  }, { signal: stop.signal });

  /** Who presses, presses once: a second press is the same. */
  async function press() {
    if (know.attempt || know.claim || !session.current()) return;
    know.problem = null;
    know.refused = null;
    know.gone = false;
    know.attempt = { kind: 'asking' };
    // An apply belongs to who pressed, not to who is logged in later.
    const mine = new AbortController();
    know.stopAttempt = mine;
    draw();
    announce(t('asking'));
    let refusal = null;
    try {
      const claim = await claims.apply(id, {
        signal: mine.signal,
        asking: () => tell({ kind: 'asking' }),
        waiting: ({ problem, tries, millis }) => tell({
          kind: problem.status === 0 ? 'lost' : 'busy', tries, until: performance.now() + millis,
        }),
      });
      know.claim = claim;
      know.followed = 0;
    } catch (problem) {
      if (mine.signal.aborted) return;
      if (!(problem instanceof Problem)) throw problem;
      refusal = problem;
    } finally {
      if (know.stopAttempt === mine) know.attempt = null;
    }
    if (refusal) refused(refusal);
    know.view?.answered();
  }

  function tell(attempt) {
    const first = know.attempt?.kind !== attempt.kind;
    know.attempt = attempt;
    know.view?.draw();
    if (first && attempt.kind !== 'asking' && know.view) announce(t(attempt.kind + 'Title'));
  }

  function answered() {
    draw();
    panel.answered();
    if (know.claim) following.again();
    looking.again();
  }

  function refused(problem) {
    const told = { SOLD_OUT: 'SOLD_OUT', NOT_OPEN: 'NOT_OPEN', CLOSED: 'CLOSED', PAUSED: 'PAUSED' }[problem.code];
    if (problem.code === 'NOT_OPEN') know.event = { ...know.event, state: 'NOT_OPEN', opensAt: problem.body.opensAt };
    if (told) know.refused = { state: told, until: performance.now() + REFUSAL_COUNTS };
    else if (problem.status !== 401) know.problem = problem;
  }

  // An apply that was under way when the page went away goes on.
  function takeUp() {
    if (session.current() && !know.claim && !know.attempt && claims.wasAsking(id)) press();
  }

  // What an apply that is under way tells, it tells the view that is there by then.
  const view = { draw, answered };
  know.view = view;
  everySecond(() => (know.event ? Date.parse(know.event.opensAt) : 0), draw, stop.signal);
  claims.onOtherTab(id, () => {
    if (!know.attempt) know.claim = claims.knownClaim(id);
    draw();
    if (know.claim) following.again();
  }, stop.signal);
  takeUp();
  draw();

  return {
    element,
    know,
    title: know.event?.name ?? 'Firstcome',
    arrive: () => focus(name),
    sessionChanged(ended) {
      know.stopAttempt?.abort();
      const claim = session.current() ? claims.knownClaim(id) : null;
      Object.assign(know, { claim, ended, attempt: null, problem: null, refused: null, gone: false });
      draw();
      takeUp();
      following.again();
      panel.answered();
    },
    close() {
      stop.abort();
      if (know.view === view) know.view = null;
    },
  };
}

/** The card beside the event: log in, apply, wait, or what came of it. All parts stay in place, so that the focus does. */
function applyPanel(press) {
  const title = el('h2', {});
  const text = el('p', {});
  const button = el('button', { type: 'button', class: 'main', onclick: () => button.getAttribute('aria-disabled') !== 'true' && press() });
  const login = el('div', {});
  const steps = el('ol', { class: 'steps' });
  const element = el('section', { class: 'card panel' }, title, text, button, login, steps);
  let form = null;

  function show(view) {
    const { tone, heading, words, label, enabled = false, busy = false, showLogin = false, claim = null } = viewOf(view);
    mark(element, 'data-tone', tone);
    say(title, heading);
    say(text, words);
    button.hidden = !label;
    say(button, label ?? '');
    mark(button, 'aria-disabled', enabled ? null : 'true');
    mark(button, 'data-busy', busy);
    if (showLogin && !form) {
      form = loginForm();
      login.append(form);
    } else if (!showLogin && form) {
      form.remove();
      form = null;
    }
    steps.hidden = !claim;
    if (claim) drawSteps(claim);
  }

  function drawSteps(claim) {
    const confirmed = claim.status === 'CONFIRMED';
    const state = `${claim.status} ${claim.mail} ${document.documentElement.lang}`;
    if (steps.dataset.state === state) return;
    const had = steps.dataset.state;
    steps.dataset.state = state;
    const step = (done, words, failed = false) =>
      el('li', { class: failed ? 'failed' : done ? 'done' : 'pending' }, icon(failed ? 'warning' : done ? 'check' : 'clock'), words);
    const mail = { SENT: 'stepMail', FAILED: 'stepMailFailed' }[claim.mail] ?? 'stepMailPending';
    fill(steps,
      step(true, t('stepAccepted')),
      step(confirmed, t(confirmed ? 'stepConfirmed' : 'stepConfirmedPending')),
      step(claim.mail === 'SENT', t(mail), claim.mail === 'FAILED'));
    if (had) announce(claim.mail === 'PENDING' ? t('stepConfirmed') : t(mail));
  }

  return {
    element,
    show,
    /** The answer is there: those who pressed hear it, and read on from it. */
    answered() {
      if (element.contains(document.activeElement) || document.activeElement === document.body) focus(title);
      else announce(title.textContent);
    },
  };
}

/** What the panel shows for what is known. */
function viewOf({ state, user, ended, claim, attempt, problem, event, gone }) {
  if (claim) return { tone: 'won', heading: t('rank', claim), words: t('rankText'), claim };
  if (attempt?.kind === 'asking') return { heading: t('asking'), words: t('askingText'), label: t('asking'), busy: true };
  if (attempt) {
    const seconds = Math.max(0, Math.ceil((attempt.until - performance.now()) / 1000));
    const words = t(attempt.kind + 'Text', { seconds, tries: attempt.tries });
    return { tone: 'waiting', heading: t(attempt.kind + 'Title'), words, label: t('asking'), busy: true };
  }
  if (!user) return { heading: t(`guest${state}Title`), words: t(ended ? 'sessionOver' : 'guest' + state), showLogin: true };
  if (problem) return { tone: 'failed', heading: t('failedTitle'), words: problem.words, label: t('tryAgain'), enabled: true };
  const heading = t(`user${state}Title`);
  const words = gone ? t('gone') : t('user' + state);
  switch (state) {
    case 'OPEN': return { tone: 'open', heading, words, label: t('apply'), enabled: true };
    case 'NOT_OPEN': {
      const today = Date.parse(event.opensAt) - clock.now() < 43_200_000;
      return { heading, words, label: today ? t('opensAt', { time: timeOfDay(event.opensAt) }) : t('stateNOT_OPEN') };
    }
    case 'PAUSED': return { heading, words, label: t('paused') };
    default: return { tone: 'over', heading, words };
  }
}
