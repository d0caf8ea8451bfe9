// What the views of the console share: dialogs that ask before something is done, messages of what came of it, lists that load.

import { Problem } from './api.js';
import { announce, el, fill, icon, mark } from './dom.js';
import { t } from './text.js';

let messages = null;

/** Tells what came of an action: shown for a while, and announced. */
export function result(words, tone = 'good') {
  if (!messages) {
    messages = el('div', { class: 'messages', role: 'region', 'aria-label': t('adminMessages') });
    document.body.append(messages);
  }
  const message = el('p', { class: 'message', 'data-tone': tone }, icon(tone === 'good' ? 'check' : 'warning'), el('span', {}, words));
  messages.append(message);
  announce(words);
  setTimeout(() => message.remove(), 8_000);
}

/** What went wrong, in words. */
export function wordsOf(failure) {
  if (!(failure instanceof Problem)) throw failure;
  const known = { BELOW_GRANTED: 'adminBelowGranted', UNKNOWN_CLAIM: 'adminUnknownClaim' }[failure.code];
  if (known) return t(known, failure.body);
  return [failure.words, failure.body.detail].filter(Boolean).join(' ');
}

let numbers = 0;

/**
 * Asks before something is done. Options: title, content (elements: what will happen, fields), action (the words of the button), danger,
 * done (words of success, or a function of the answer), run(): what is done, may fail with a Problem, which is shown and can be tried again.
 * ready(): whether the action makes sense now; check again with the function that is given to content.
 * Returns whether it was done.
 */
export function ask({ title, content, action, danger = false, run, done }) {
  return new Promise(resolve => {
    const wrong = el('p', { class: 'wrong', role: 'alert' });
    const yes = el('button', { type: 'submit', class: danger ? 'danger' : 'main' }, action);
    const no = el('button', { type: 'button', onclick: () => dialog.close() }, t('adminCancel'));
    const id = 'dialog-' + ++numbers;
    let succeeded = false;
    const form = el('form', { novalidate: true, onsubmit: submit },
      el('h2', { id }, title),
      el('div', { class: 'fields' }, content({ allow: allowed => mark(yes, 'disabled', !allowed) })),
      wrong,
      el('div', { class: 'choices' }, no, yes));
    const dialog = el('dialog', { 'aria-labelledby': id, onclose: end }, form);

    function end() {
      removeEventListener('hashchange', leave);
      dialog.remove();
      resolve(succeeded);
    }

    // It belongs to the view that is left.
    function leave() {
      dialog.close();
    }

    async function submit(event) {
      event.preventDefault();
      if (yes.disabled || yes.dataset.busy !== undefined) return;
      if (!form.checkValidity()) {
        form.reportValidity();
        return;
      }
      fill(wrong);
      mark(yes, 'data-busy', true);
      try {
        const answer = await run();
        succeeded = true;
        dialog.close();
        result(typeof done === 'function' ? done(answer) : done);
      } catch (failure) {
        fill(wrong, icon('warning'), wordsOf(failure));
      } finally {
        mark(yes, 'data-busy', null);
      }
    }

    document.body.append(dialog);
    addEventListener('hashchange', leave);
    dialog.showModal();
  });
}

/** A field with its label and, perhaps, a hint below. */
export function field(label, input, hint) {
  const id = 'field-' + ++numbers;
  input.id = id;
  if (hint) {
    hint.id = id + '-hint';
    input.setAttribute('aria-describedby', hint.id);
  }
  return el('div', { class: 'field' }, el('label', { for: id }, label), input, hint);
}

/** A place that loads something and shows it, or what went wrong with a way to try again. */
export function loading(load, show) {
  const element = el('div', { 'aria-busy': 'true' }, el('p', { class: 'hint' }, t('adminLoading')));
  async function again() {
    mark(element, 'aria-busy', true);
    try {
      const loaded = await load();
      fill(element, show(loaded));
    } catch (failure) {
      fill(element,
        el('p', { class: 'wrong', role: 'alert' }, icon('warning'), wordsOf(failure)),
        el('button', { type: 'button', onclick: again }, t('adminTryAgain')));
    } finally {
      mark(element, 'aria-busy', null);
    }
  }
  again();
  return { element, again };
}

/** A table whose cells carry the name of their column, so that on a narrow screen each row becomes a card. */
export function table(caption, columns, rows, empty) {
  if (rows.length === 0) return el('p', { class: 'empty' }, empty);
  return el('div', { class: 'table' }, el('table', {},
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, columns.map(column => el('th', { scope: 'col' }, column || el('span', { class: 'unseen' }, t('adminActions')))))),
    el('tbody', {}, rows.map(cells => el('tr', {}, cells.map((cell, i) => el('td', { 'data-label': columns[i] || null }, el('div', {}, cell))))))));
}

/** A moment for lists: day and time, to the second. */
export function at(instant) {
  const date = new Date(instant);
  const two = n => String(n).padStart(2, '0');
  const text = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return el('time', { datetime: date.toISOString(), class: 'figures' }, text);
}
