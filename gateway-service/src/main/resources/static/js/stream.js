// Server-sent events over fetch, since EventSource can send no token: the same format, the same reconnecting, Last-Event-ID by hand.

import { around, Problem } from './api.js';
import { pause } from './dom.js';
import { freshToken } from './session.js';
import { currentLanguage } from './text.js';

/** As long without a word from the server, a comment included, and the line is taken for dead. */
const SILENCE = 15_000;

/**
 * Follows a stream until the signal is aborted. on.message({ id, data }) for each event without a name, on[name] for those with one; on.state('open' or
 * 'lost', problem) when the line is there or not. Ends by itself when on.replaced is told, or the server says that there is no use in asking again.
 */
export async function follow(path, { signal, on }) {
  const known = { id: null };
  for (let failed = 0; !signal.aborted;) {
    try {
      const ended = await once(path, known, signal, {
        ...on,
        state: state => {
          failed = 0;
          on.state(state);
        },
      });
      if (ended) return;
      on.state('lost', null);
    } catch (failure) {
      if (signal.aborted) return;
      const final = failure instanceof Problem && failure.status >= 400 && failure.status < 500 && failure.status !== 429;
      on.state(final ? 'refused' : 'lost', failure);
      if (final) return;
    }
    failed++;
    await pause(around(Math.min(10_000, 500 * 2 ** Math.min(failed, 5))), signal).catch(() => {});
  }
}

async function once(path, known, signal, on) {
  const stop = new AbortController();
  const forward = () => stop.abort();
  signal.addEventListener('abort', forward);
  let timer = setTimeout(forward, SILENCE);
  try {
    const response = await fetch(path, {
      headers: {
        Accept: 'text/event-stream',
        'Accept-Language': currentLanguage(),
        Authorization: 'Bearer ' + await freshToken(),
        ...(known.id ? { 'Last-Event-ID': known.id } : {}),
      },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: stop.signal,
    });
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})), null);
    on.state('open');
    const parse = parser(event => {
      if (event.id) known.id = event.id;
      (on[event.name ?? 'message'] ?? (() => {}))(event);
      return event.name === 'replaced';
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      clearTimeout(timer);
      timer = setTimeout(forward, SILENCE);
      if (done) return false;
      if (parse(value)) {
        stop.abort();
        return true;
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  }
}

/** Takes text as it comes, and calls tell({ id, name, data }) for each whole event; returns whether tell has asked for the end. */
export function parser(tell) {
  let rest = '';
  let event = {};
  return text => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    let end = false;
    for (const line of lines) {
      if (line === '') {
        if (event.data !== undefined) end = tell(event) || end;
        event = {};
      } else if (!line.startsWith(':')) {
        const colon = line.indexOf(':');
        const name = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (name === 'id') event.id = value;
        else if (name === 'event') event.name = value;
        else if (name === 'data') event.data = event.data === undefined ? value : event.data + '\n' + value;
      }
    }
    return end;
  };
}
