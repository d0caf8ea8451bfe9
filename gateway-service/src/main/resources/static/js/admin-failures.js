// What failed for good: listed with its cause, and done again.

import { ask, at, loading, result, table, wordsOf } from './admin-parts.js';
import { el, mark } from './dom.js';
import * as session from './session.js';
import { number, t } from './text.js';

const PAGE = 50;

export function failuresView() {
  let starts = [0];
  let open = true;
  const list = loading(
    async () => (await session.ask('GET', `/api/admin/failures?after=${starts.at(-1)}&limit=${PAGE}&open=${open}`)).body, show);
  const all = el('button', { type: 'button', onclick: replayAll, disabled: true }, t('adminReplayAll'));

  function show(page) {
    mark(all, 'disabled', !page.failures.some(failure => !failure.replayedAt));
    return [
      table(t('adminFailures'),
        [t('adminWhen'), t('adminKind'), t('adminCause'), t('adminConcerns'), ''],
        page.failures.map(row), t(open ? 'adminFailuresNone' : 'adminFailuresNever')),
      starts.length > 1 || page.next ? el('nav', { class: 'pages', 'aria-label': t('adminPages') },
        el('button', { type: 'button', disabled: starts.length < 2, onclick: () => { starts.pop(); list.again(); } }, t('adminBefore')),
        el('button', { type: 'button', disabled: !page.next, onclick: () => { starts.push(page.next); list.again(); } }, t('adminNext'))) : null,
    ];
  }

  function row(failure) {
    return [
      at(failure.createdAt),
      el('span', { class: 'tag' }, t('adminKind' + failure.kind)),
      [el('span', {}, failure.cause), failure.payload && el('details', {}, el('summary', {}, t('adminPayload')), el('pre', { tabindex: 0 }, failure.payload))],
      [failure.eventId && el('span', {}, t('adminEventId', { id: failure.eventId })), ' ', failure.user && t('adminUserId', { id: failure.user })],
      failure.replayedAt ? el('span', { class: 'mail', 'data-mail': 'SENT' }, t('adminOutcome' + failure.outcome)) :
        el('button', { type: 'button', class: 'quiet', onclick: event => replay(failure, event.currentTarget), 'aria-label': t('adminReplayOf', { id: failure.id }) }, t('adminReplay')),
    ];
  }

  async function replay(failure, button) {
    button.disabled = true;
    try {
      const { body } = await session.ask('POST', `/api/admin/failures/${failure.id}/replay`);
      result(t('adminReplayDone', { id: failure.id, outcome: t('adminOutcome' + body.outcome) }));
      await list.again();
    } catch (problem) {
      result(wordsOf(problem), 'bad');
      button.disabled = false;
    }
  }

  async function replayAll() {
    const done = await ask({
      title: t('adminReplayAllTitle'),
      content: () => el('p', {}, t('adminReplayAllText')),
      action: t('adminReplayAll'),
      run: () => session.ask('POST', '/api/admin/failures/replay', { timeout: 60_000 }),
      done: ({ body }) => t('adminReplayAllDone', { replayed: number(body.replayed), failed: number(body.failed) }),
    });
    if (done) list.again();
  }

  return {
    title: t('adminFailures'),
    element: el('div', {},
      el('div', { class: 'heading' }, el('h1', {}, t('adminFailures')), all),
      el('p', { class: 'hint' }, t('adminFailuresText')),
      el('div', { class: 'bar-row' }, el('label', { class: 'check' },
        el('input', { type: 'checkbox', onchange: event => { open = !event.target.checked; starts = [0]; list.again(); } }), t('adminShowReplayed'))),
      list.element),
  };
}
