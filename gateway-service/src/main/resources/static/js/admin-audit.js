// Who did what when.

import { at, loading, table } from './admin-parts.js';
import { el, icon } from './dom.js';
import * as session from './session.js';
import { t } from './text.js';

export function auditView() {
  const cursors = [null];
  const addresses = {};
  const list = loading(load, show);

  async function load() {
    const cursor = cursors.at(-1);
    const page = (await session.ask('GET', '/api/admin/audit?limit=50' + (cursor ? '&before=' + cursor : ''))).body;
    const users = [...new Set(page.entries.map(entry => entry.by))].filter(user => user !== 0 && !(user in addresses));
    if (users.length > 0) {
      // Without auth-service the list shows numbers.
      const found = await session.ask('POST', '/api/admin/accounts/addresses', { body: { users } }).catch(() => null);
      if (found) for (const user of users) addresses[user] = found.body.addresses[user];
    }
    return page;
  }

  function show(page) {
    return [
      !page.complete && el('p', { class: 'wrong' }, icon('warning'), t('adminAuditPart')),
      table(t('adminAudit'),
        [t('adminWhen'), t('adminWho'), t('adminWhat'), t('adminAbout')],
        page.entries.map(entry => [
          at(entry.at),
          entry.by === 0 ? t('adminSystem') : addresses[entry.by] ?? t('adminUserId', { id: entry.by }),
          [t('adminDid' + entry.action), entry.outcome !== 'DONE' && el('span', { class: 'mail', 'data-mail': entry.outcome === 'REFUSED' ? 'FAILED' : 'PENDING' }, t('adminOutcome' + entry.outcome))],
          [entry.eventId && el('a', { href: `#/event/${entry.eventId}/live` }, t('adminEventId', { id: entry.eventId })), ' ', el('span', { class: 'free' }, entry.about)],
        ]), t('adminAuditEmpty')),
      cursors.length > 1 || page.next ? el('nav', { class: 'pages', 'aria-label': t('adminPages') },
        el('button', { type: 'button', disabled: cursors.length < 2, onclick: () => { cursors.pop(); list.again(); } }, t('adminNewer')),
        el('button', { type: 'button', disabled: !page.next, onclick: () => { cursors.push(page.next); list.again(); } }, t('adminOlder'))) : null,
    ];
  }

  return {
    title: t('adminAudit'),
    element: el('div', {},
      el('div', { class: 'heading' }, el('h1', {}, t('adminAudit')), el('button', { type: 'button', onclick: list.again }, t('adminRefresh'))),
      el('p', { class: 'hint' }, t('adminAuditText')),
      list.element),
  };
}
