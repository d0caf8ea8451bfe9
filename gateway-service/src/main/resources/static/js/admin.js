// The console admins run events from: log-in, then one view at a time, chosen by what stands behind # in the address.

import { auditView } from './admin-audit.js';
import { claimsView } from './admin-claims.js';
import { eventHead, eventsView } from './admin-events.js';
import { failuresView } from './admin-failures.js';
import { liveView } from './admin-live.js';
import './admin-words.js';
import { el, fill, focus } from './dom.js';
import { frame } from './frame.js';
import { loginForm } from './login.js';
import * as session from './session.js';
import { onLanguage, t } from './text.js';

const main = document.getElementById('main');
let view = null;

frame({ home: '/admin', links });
session.stayLoggedIn();
session.onSession(() => show());
onLanguage(() => show());
addEventListener('hashchange', () => show(true));
show();

function links() {
  if (!session.current()?.admin) return [];
  const here = location.hash.split('/')[1] ?? '';
  const link = (name, key) => el('a', { href: '#/' + name, 'aria-current': here === name || (here === 'event' && name === '') ? 'page' : null }, t(key));
  return el('div', { class: 'views' }, link('', 'adminEvents'), link('failures', 'adminFailures'), link('audit', 'adminAudit'));
}

function show(moved = false) {
  view?.close?.();
  view = null;
  const who = session.current();
  fill(document.getElementById('bottom'), t('adminFooter'), ' ', el('a', { href: '/swagger-ui.html', hreflang: 'en' }, t('adminApi')));
  document.querySelectorAll('.views a').forEach(link => link.removeAttribute('aria-current'));
  if (!who) return place(t('adminTitle'), gate(loginForm(), t('adminWelcome')));
  if (!who.admin) return place(t('adminTitle'), gate(el('button', { type: 'button', class: 'main', onclick: session.logOut }, t('logOut')), t('adminNoAdmin', who)));
  view = choose();
  const current = document.querySelector(`.views a[href="#/${['failures', 'audit'].find(name => location.hash.startsWith('#/' + name)) ?? ''}"]`);
  current?.setAttribute('aria-current', 'page');
  place(view.title, view.element);
  view.open?.();
  if (moved) focus(main.querySelector('h1') ?? main);
}

function choose() {
  const [, name = '', id, part = 'live'] = location.hash.split('/');
  if (name === 'failures') return failuresView();
  if (name === 'audit') return auditView();
  if (name === 'event' && /^\d+$/.test(id ?? '')) {
    return eventHead(Number(id), part, part === 'claims' ? claimsView(Number(id)) : liveView(Number(id)));
  }
  return eventsView();
}

function place(title, element) {
  document.title = title + ' · Firstcome';
  fill(main, element);
}

function gate(content, words) {
  return el('section', { class: 'card gate' }, el('h1', {}, t('adminTitle')), el('p', { class: 'hint' }, words), content);
}
