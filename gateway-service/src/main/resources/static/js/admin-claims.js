// The claims of an event: found by rank or address, in pages, exported, taken back, their mails sent again.

import { ask, at, field, loading, result, table, wordsOf } from './admin-parts.js';
import { el, fill, icon } from './dom.js';
import * as session from './session.js';
import { number, t } from './text.js';

const PAGE = 50;

export function claimsView(id) {
  // Where pages begin, the first one in front: one goes back by taking the last away.
  let starts = [0];
  let wanted = null;
  let withRevoked = false;
  let addresses = null;
  const list = loading(load, show);

  async function load() {
    const query = new URLSearchParams({ eventId: id, limit: PAGE, afterRank: starts.at(-1), revoked: withRevoked });
    if (wanted?.rank) {
      query.set('afterRank', wanted.rank - 1);
      query.set('limit', 1);
      query.set('revoked', true);
    }
    if (wanted?.user) query.set('user', wanted.user);
    const page = wanted?.nobody ? { total: null, claims: [] } : (await session.ask('GET', '/api/admin/event/claims?' + query)).body;
    if (wanted?.rank) page.claims = page.claims.filter(claim => claim.rank === wanted.rank);
    if (addresses) await learn(page.claims);
    return page;
  }

  /** From auth-service to this page and nowhere else. */
  async function learn(claims) {
    const users = claims.map(claim => claim.user).filter(user => !(user in addresses));
    if (users.length > 0) {
      const found = (await session.ask('POST', '/api/admin/accounts/addresses', { body: { users } })).body.addresses;
      for (const user of users) addresses[user] = found[user] ?? '';
    }
  }

  function show(page) {
    const turn = (label, enabled, go) => el('button', {
      type: 'button', disabled: !enabled, onclick: () => { go(); list.again(); },
    }, t(label));
    return [
      page.total !== null && !wanted && el('p', { class: 'hint' }, t('adminClaimsTotal', {
        total: number(page.total), sent: number(page.mails.sent), pending: number(page.mails.pending), failed: number(page.mails.failed + page.mails.noAddress),
      })),
      table(t('adminClaims'),
        [t('adminRank'), t('adminUser'), t('adminGrantedAt'), t('adminMail'), ''],
        page.claims.map(row), t(wanted ? 'adminClaimsNone' : 'adminClaimsEmpty')),
      !wanted && (starts.length > 1 || page.nextAfterRank) ? el('nav', { class: 'pages', 'aria-label': t('adminPages') },
        turn('adminBefore', starts.length > 1, () => starts.pop()),
        turn('adminNext', Boolean(page.nextAfterRank), () => starts.push(page.nextAfterRank))) : null,
    ];
  }

  function row(claim) {
    const who = addresses ? addresses[claim.user] || t('adminNoAccount') : t('adminUserId', { id: claim.user });
    return [
      el('strong', { class: 'figures' }, number(claim.rank)),
      who,
      at(claim.grantedAt),
      claim.revokedAt ? el('span', { class: 'state', 'data-state': 'CLOSED' }, t('adminRevoked')) : el('span', { class: 'mail', 'data-mail': claim.mail }, t('adminMail' + claim.mail)),
      claim.revokedAt ? at(claim.revokedAt) : el('div', { class: 'row-actions' },
        el('button', { type: 'button', class: 'quiet', onclick: () => mailAgain(claim), 'aria-label': t('adminMailAgainOf', { rank: claim.rank }) }, icon('mail'), t('adminMailAgain')),
        el('button', { type: 'button', class: 'quiet bad', onclick: () => revoke(claim), 'aria-label': t('adminRevokeOf', { rank: claim.rank }) }, t('adminRevoke'))),
    ];
  }

  async function revoke(claim) {
    const reason = el('input', { type: 'text', required: true, maxlength: 200, autocomplete: 'off' });
    const done = await ask({
      title: t('adminRevokeTitle', { rank: number(claim.rank) }),
      content: () => [
        el('p', {}, t('adminRevokeText')),
        field(t('adminReason'), reason, el('p', { class: 'hint' }, t('adminReasonHint'))),
      ],
      action: t('adminRevoke'),
      danger: true,
      run: () => session.ask('POST', `/api/admin/event/claims/${claim.rank}/revoke`, { body: { eventId: id, reason: reason.value } }),
      done: ({ body }) => t(body.released ? 'adminRevokeDone' : 'adminRevokeLater', { rank: number(claim.rank) }),
    });
    if (done) list.again();
  }

  async function mailAgain(claim) {
    const done = await ask({
      title: t('adminMailAgainTitle', { rank: number(claim.rank) }),
      content: () => el('p', {}, t(claim.mail === 'SENT' ? 'adminMailAgainSent' : 'adminMailAgainText')),
      action: t('adminMailAgain'),
      run: () => session.ask('POST', `/api/admin/event/claims/${claim.rank}/mail?eventId=${id}`),
      done: t('adminMailAgainDone', { rank: number(claim.rank) }),
    });
    if (done) list.again();
  }

  const search = el('input', { type: 'search', autocomplete: 'off' });
  const wrong = el('p', { class: 'wrong', role: 'alert' });
  const form = el('form', { class: 'search', role: 'search', onsubmit: find },
    field(t('adminSearch'), search, el('p', { class: 'hint' }, t('adminSearchHint'))),
    el('button', { type: 'submit' }, t('adminFind')),
    el('button', { type: 'button', class: 'quiet', onclick: all }, t('adminShowAll')));

  async function find(event) {
    event.preventDefault();
    const text = search.value.trim();
    fill(wrong);
    if (text === '') return all();
    try {
      if (/^\d+$/.test(text)) {
        wanted = { rank: Number(text) };
      } else if (text.includes('@')) {
        const { body } = await session.ask('POST', '/api/admin/accounts/find', { body: { email: text } });
        wanted = body.user === null ? { nobody: true } : { user: body.user };
      } else {
        fill(wrong, t('adminSearchWrong'));
        return undefined;
      }
      return list.again();
    } catch (failure) {
      fill(wrong, wordsOf(failure));
      return undefined;
    }
  }

  function all() {
    wanted = null;
    search.value = '';
    starts = [0];
    return list.again();
  }

  async function download(event) {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      const response = await fetch('/api/admin/event/claims?eventId=' + id, {
        headers: { Accept: 'text/csv', Authorization: 'Bearer ' + await session.freshToken() }, cache: 'no-store',
      });
      if (!response.ok) throw new Error(String(response.status));
      const url = URL.createObjectURL(await response.blob());
      const link = el('a', { href: url, download: `firstcome-event-${id}-claims.csv` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      result(t('adminExportDone'));
    } catch {
      result(t('adminExportFailed'), 'bad');
    } finally {
      button.disabled = false;
    }
  }

  const check = (label, onchange) => el('label', { class: 'check' }, el('input', { type: 'checkbox', onchange }), label);
  return {
    element: el('div', { class: 'claims' },
      form, wrong,
      el('div', { class: 'bar-row' },
        check(t('adminShowAddresses'), event => { addresses = event.target.checked ? {} : null; list.again(); }),
        check(t('adminShowRevoked'), event => { withRevoked = event.target.checked; starts = [0]; list.again(); }),
        el('button', { type: 'button', onclick: download }, t('adminExport'))),
      list.element),
    refresh: list.again,
  };
}
