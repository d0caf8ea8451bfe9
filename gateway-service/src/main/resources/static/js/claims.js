// Applying, and what became of it. An apply may be sent any number of times: the server gives one user one place. So whatever gets lost
// on the way (an answer, the page, a tab), it is asked again until there is an answer, and all tabs show the same one.

import { around, patiently, Problem } from './api.js';
import * as clock from './clock.js';
import { pause } from './dom.js';
import * as session from './session.js';

/** An apply that was begun but not answered when its page went away is taken up again within this time. */
const TAKEN_UP = 120_000;

/** What is known in this browser of a user's place in an event: { rank, status, mail }, or null. */
export function knownClaim(event) {
  return read(key('claim', event));
}

/** Whether an apply was begun, here or in another tab, and is not answered yet. */
export function wasAsking(event) {
  const since = read(key('asking', event));
  return since !== null && Date.now() - since < TAKEN_UP;
}

/** Calls listener() when another tab learnt something about the event. */
export function onOtherTab(event, listener, signal) {
  window.addEventListener('storage', change => {
    if (change.key === key('claim', event)) listener();
  }, { signal });
}

/** Asks for the truth about the user's place; gives { rank, status, mail } or null, and keeps it. */
export async function status(event, signal) {
  const { body } = await session.ask('GET', '/api/event/status?eventId=' + event, { signal });
  const claim = body.status === 'NONE' ? null : { rank: body.rank, status: body.status, mail: body.mail };
  write(key('claim', event), claim);
  return claim;
}

/**
 * Applies, and does not give up before there is an answer; gives the claim, or throws the Problem that refuses it.
 * asking() is called before each try, waiting({ problem, tries, millis }) before each wait.
 */
export async function apply(event, { asking, waiting, signal }) {
  // Whether an earlier try may have been granted: then "sold out", say, may not be the truth about this user, and the status is.
  let doubtful = wasAsking(event);
  let lost = false;
  const [askingKey, claimKey] = [key('asking', event), key('claim', event)];
  write(askingKey, Date.now());
  try {
    const claim = await patiently(async () => {
      asking();
      try {
        if (lost) {
          const held = await status(event, signal);
          if (held) return held;
        }
        return await once(event, signal);
      } catch (problem) {
        if (problem instanceof Problem && problem.passing && problem.status !== 429) {
          doubtful = true;
          lost = problem.status === 0;
        }
        throw problem;
      }
    }, { waiting, signal });
    write(claimKey, claim);
    write(askingKey, null);
    return claim;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const held = doubtful && problem.status === 409 ? await patiently(() => status(event, signal), { waiting, signal }) : null;
    // Another tab may have been told meanwhile.
    const known = held ?? (problem.status === 409 ? knownClaim(event) : null);
    if (problem.status !== 401) write(askingKey, null);
    if (known) return known;
    throw problem;
  }
}

/** One try. Two clocks are never quite the same: who comes a moment too early waits for that moment and asks again. */
async function once(event, signal) {
  for (;;) {
    try {
      const { body } = await session.ask('POST', '/api/event/apply?eventId=' + event, { timeout: 8_000, signal });
      return { rank: body.rank, status: body.status, mail: 'PENDING' };
    } catch (problem) {
      const early = problem.code === 'NOT_OPEN' ? Date.parse(problem.body.opensAt) - clock.now() : Infinity;
      if (!(early < 3_000)) throw problem;
      await pause(Math.max(0, early) + around(300), signal);
    }
  }
}

function key(what, event) {
  return `firstcome.${what}.${session.current()?.user}.${event}`;
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Without storage only this page knows.
  }
}
