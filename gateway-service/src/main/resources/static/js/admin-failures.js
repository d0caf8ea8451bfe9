// What failed for good: listed with its cause, done again, or dismissed.

import { ask, at, field, loading, table } from './admin-parts.js';
import { el, fill, mark } from './dom.js';
import * as session from './session.js';
import { number, t } from './text.js';

const PAGE = 50;

export function failuresView() {
  let starts = [0];
  let state = 'OPEN';
  const list = loading(
    async () => (await session.ask('GET', `/api/admin/failures?after=${starts.at(-1)}&limit=${PAGE}${state === 'ALL' ? '' : '&state=' + state}`)).body, show);
  const all = el('button', { type: 'button', onclick: replayAll, disabled: true }, t('adminReplayAll'));

  function show(page) {
    mark(all, 'disabled', !page.failures.some(failure => !failure.closedAt));
    return [
      table(t('adminFailures'),
        [t('adminWhen'), t('adminKind'), t('adminCause'), t('adminConcerns'), ''],
        page.failures.map(row), t(state === 'OPEN' ? 'adminFailuresNone' : 'adminFailuresNever')),
      starts.length > 1 || page.next ? el('nav', { class: 'pages', 'aria-label': t('adminPages') },
        el('button', { type: 'button', disabled: starts.length < 2, onclick: () => { starts.pop(); list.again(); } }, t('adminBefore')),
        el('button', { type: 'button', disabled: !page.next, onclick: () => { starts.push(page.next); list.again(); } }, t('adminNext'))) : null,
    ];
  }

  function row(failure) {
    return [
      at(failure.createdAt),
      el('span', { class: 'tag' }, t('adminKind' + failure.kind)),
      [el('span', { class: 'free' }, failure.cause), failure.payload && el('details', {}, el('summary', {}, t('adminPayload')), el('pre', { tabindex: 0 }, failure.payload))],
      [failure.eventId && el('span', {}, t('adminEventId', { id: failure.eventId })), ' ', failure.user && t('adminUserId', { id: failure.user })],
      failure.closedAt ? closed(failure) : el('div', { class: 'row-actions' },
        el('button', { type: 'button', class: 'quiet', onclick: () => replay(failure), 'aria-label': t('adminReplayOf', failure) }, t('adminReplay')),
        el('button', { type: 'button', class: 'quiet bad', onclick: () => dismiss(failure), 'aria-label': t('adminDismissOf', failure) }, t('adminDismiss'))),
    ];
  }

  function closed(failure) {
    return [
      el('span', { class: 'mail', 'data-mail': failure.because ? null : 'SENT' }, t('adminOutcome' + failure.outcome)),
      failure.because && el('span', { class: 'hint free' }, failure.because),
    ];
  }

  const closedAs = ({ body }) => t('adminClosedAs', { id: body.id, outcome: t('adminOutcome' + body.outcome) });

  async function replay(failure) {
    const done = await ask({
      title: t('adminReplayTitle', failure),
      content: () => el('p', {}, t('adminReplayText' + failure.kind)),
      action: t('adminReplay'),
      danger: failure.kind === 'CONFLICT',
      run: () => session.ask('POST', `/api/admin/failures/${failure.id}/replay`),
      done: closedAs,
    });
    if (done) list.again();
  }

  async function dismiss(failure) {
    const reason = el('input', { type: 'text', required: true, maxlength: 200, autocomplete: 'off' });
    const done = await ask({
      title: t('adminDismissTitle', failure),
      content: () => [
        el('p', {}, t('adminDismissText' + failure.kind)),
        field(t('adminReason'), reason, el('p', { class: 'hint' }, t('adminReasonHint'))),
      ],
      action: t('adminDismiss'),
      danger: true,
      run: () => session.ask('POST', `/api/admin/failures/${failure.id}/dismiss`, { body: { reason: reason.value } }),
      done: closedAs,
    });
    if (done) list.again();
  }

  async function replayAll() {
    const progress = el('p', { class: 'hint', role: 'status' });
    const done = await ask({
      title: t('adminReplayAllTitle'),
      content: () => [el('p', {}, t('adminReplayAllText')), progress],
      action: t('adminReplayAll'),
      run: () => replayParts(words => fill(progress, words)),
      done: words => words,
    });
    if (done) list.again();
  }

  /** The service does some seconds' worth at a time. Returns, and tells on the way, how it stands. */
  async function replayParts(tell) {
    let replayed = 0, failed = 0, next = 0, upTo = '', words;
    while (next !== null) {
      const { body } = await session.ask('POST', `/api/admin/failures/replay?after=${next}&upTo=${upTo}`);
      replayed += body.replayed;
      failed += body.failed;
      ({ next, upTo } = body);
      words = t('adminReplayAllDone', { replayed: number(replayed), failed: number(failed) });
      tell(words);
    }
    return words;
  }

  return {
    title: t('adminFailures'),
    element: el('div', {},
      el('div', { class: 'heading' }, el('h1', {}, t('adminFailures')), all),
      el('p', { class: 'hint' }, t('adminFailuresText')),
      el('div', { class: 'bar-row' }, field(t('adminShow'), el('select', { onchange: event => { state = event.target.value; starts = [0]; list.again(); } },
        ['OPEN', 'REPLAYED', 'DISMISSED', 'ALL'].map(each => el('option', { value: each }, t('adminShow' + each)))))),
      list.element),
  };
}
