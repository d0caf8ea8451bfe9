// What all pages have around their content: brand, language, who is logged in.

import { announce, el, fill, icon } from './dom.js';
import * as session from './session.js';
import { changeLanguage, currentLanguage, onLanguage, t } from './text.js';
import './words.js';

/**
 * Fills #top (the header) and #skip, and keeps them true. home is where the brand leads; links() gives further links of the page, as
 * elements, and is called after each change of language or session.
 */
export function frame({ home = '/', links = () => [] } = {}) {
  const top = document.getElementById('top');
  const draw = () => {
    const had = document.activeElement?.dataset?.keep;
    fill(top,
      el('a', { href: home, class: 'brand', 'data-keep': 'brand' }, el('span', { class: 'mark', 'aria-hidden': 'true' }, '1'), 'Firstcome'),
      el('nav', {}, links(), otherLanguage(), account()));
    fill(document.getElementById('skip'), t('skip'));
    if (had) top.querySelector(`[data-keep="${had}"]`)?.focus();
  };
  onLanguage(draw);
  session.onSession((who, ended) => {
    draw();
    if (!who) announce(t(ended ? 'sessionOver' : 'loggedOut'));
  });
  document.getElementById('skip').onclick = event => {
    event.preventDefault();
    document.getElementById('main').focus();
  };
  draw();
}

/** There are two, so the button leads to the other one, in its own words. */
function otherLanguage() {
  const [code, name] = currentLanguage() === 'en' ? ['ko', '한국어'] : ['en', 'English'];
  return el('button', { type: 'button', class: 'quiet', lang: code, 'data-keep': 'language', onclick: () => changeLanguage(code) }, name);
}

function account() {
  const who = session.current();
  return who && el('div', { class: 'account' },
    el('span', { class: 'who', title: t('loggedInAs', who) }, who.email),
    el('button', { type: 'button', class: 'quiet', onclick: session.logOut, 'data-keep': 'out' }, icon('out'), t('logOut')));
}
