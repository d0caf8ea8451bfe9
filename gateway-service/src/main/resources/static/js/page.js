// The applicant's page: the list of events at #/, an event at #/events/7.

import { el, fill } from './dom.js';
import { eventPage } from './event.js';
import { listPage } from './events.js';
import { frame } from './frame.js';
import * as session from './session.js';
import { onLanguage, t } from './text.js';
import './page-words.js';

const main = document.getElementById('main');
let view = null;

function show({ arriving }) {
  const id = location.hash.match(/^#\/events\/(\d+)$/)?.[1];
  // With another language the same view is drawn anew, and goes on with what it knows.
  const before = arriving ? undefined : view?.know;
  view?.close();
  view = id ? eventPage(id, before) : listPage();
  fill(main, view.element);
  document.title = view.title === 'Firstcome' ? view.title : `${view.title} · Firstcome`;
  bottom();
}

function bottom() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const who = session.current();
  fill(document.getElementById('bottom'),
    who && t('loggedInAs', who) + ' ', t('zone', { zone }), ' ', el('a', { href: '/swagger-ui.html', hreflang: 'en' }, t('api')));
}

frame();
session.stayLoggedIn();
session.onSession((who, ended) => {
  view.sessionChanged?.(ended);
  bottom();
});
onLanguage(() => show({ arriving: false }));
window.addEventListener('hashchange', () => {
  show({ arriving: true });
  view.arrive();
  scrollTo(0, 0);
});
show({ arriving: true });
