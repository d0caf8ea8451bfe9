// Calls of the API. Whatever is no success is thrown as a Problem, an answer that never came as well.

import { pause } from './dom.js';
import { currentLanguage, t } from './text.js';

/** Codes for what did not come from the API: no answer at all, and an answer that is none of ours (a proxy's, say). */
export const NO_ANSWER = 'NO_ANSWER';
export const NO_PROBLEM = 'NO_PROBLEM';

/** A refusal or failure: status (0 without an answer), code (see docs/errors.md), retryAfter in milliseconds or null, and the whole body. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.title ?? '');
    this.status = status;
    this.code = body.code ?? NO_PROBLEM;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Whether it may well pass, so that asking again makes sense: too many requests, an outage, no answer. */
  get passing() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }

  /** In words, in the visitor's language. */
  get words() {
    if (this.status === 0) return t('noAnswer');
    const detail = this.body.errors?.map(error => `${error.field}: ${error.reason}`).join(', ');
    return (this.message || t('problem', { status: this.status })) + (detail ? ` (${detail})` : '');
  }
}

/**
 * Asks once. Gives { status, body, headers, sent, received }, the last two in milliseconds of performance.now().
 * Options: body (sent as JSON), token, headers, timeout in milliseconds, signal.
 */
export async function ask(method, path, { body, token, headers, timeout = 10_000, signal } = {}) {
  const stop = new AbortController();
  const forward = () => stop.abort(signal.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', forward);
  const timer = setTimeout(() => stop.abort(), timeout);
  const sent = performance.now();
  try {
    const response = await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        'Accept-Language': currentLanguage(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token ? { Authorization: 'Bearer ' + token } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: stop.signal,
    });
    const text = await response.text();
    const received = performance.now();
    const content = parse(text, response.headers.get('Content-Type'));
    if (!response.ok) throw new Problem(response.status, content ?? {}, retryAfter(response));
    return { status: response.status, body: content, headers: response.headers, sent, received };
  } catch (failure) {
    if (failure instanceof Problem || signal?.aborted) throw failure;
    throw new Problem(0, { code: NO_ANSWER }, null);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

/**
 * Asks until there is an answer: what may pass is asked again, as told by Retry-After, later and later, and never all at one moment.
 * Options: waiting({ problem, tries, millis }) is called before each wait; tries is how often to ask at most; signal.
 */
export async function patiently(question, { waiting = () => {}, tries = Infinity, signal } = {}) {
  for (let asked = 1; ; asked++) {
    try {
      return await question();
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.passing || asked >= tries) throw problem;
      const millis = backOff(asked, problem.retryAfter);
      waiting({ problem, tries: asked, millis });
      await pause(millis, signal);
    }
  }
}

/** So many milliseconds, or up to a third more or less. */
export function around(millis) {
  return millis * (2 / 3 + Math.random() * (2 / 3));
}

/** Never before Retry-After; beyond it by chance, in a span that doubles with each try. */
function backOff(tries, retryAfter) {
  const span = Math.min(8_000, 500 * 2 ** Math.min(tries, 10));
  return (retryAfter ?? span / 2) + Math.random() * span;
}

function retryAfter(response) {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function parse(text, type) {
  if (!text || !/json/.test(type ?? '')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
