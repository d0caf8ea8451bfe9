// Logging in by the code of a mail, in place. What was begun outlives a refresh of the page (it is kept for this tab).

import { announce, el, fill, icon, mark, say } from './dom.js';
import { patiently, Problem } from './api.js';
import * as session from './session.js';
import { t } from './text.js';
import './words.js';

const KEPT = 'firstcome.login';

/** { email, sentAt, againAt, minutes } once a code was sent, else {}. The same for every form of the page. */
let begun = read();

/** Makes the form. Who is logged in is told by session.onSession; the form then has done its part. */
export function loginForm() {
  const form = el('form', { class: 'login', novalidate: true });
  let ticking = 0;

  function show() {
    clearInterval(ticking);
    if (begun.email) showCode();
    else showAddress();
  }

  function showAddress() {
    const input = el('input', {
      id: 'email', type: 'email', autocomplete: 'email', inputmode: 'email', required: true, maxlength: 254,
      'aria-describedby': 'login-hint login-error', value: begun.typed ?? '', oninput: () => (begun.typed = input.value),
    });
    const button = el('button', { class: 'main' }, t('sendCode'));
    fill(form,
      el('label', { for: 'email' }, t('email')), input,
      el('p', { id: 'login-hint', class: 'hint' }, t('emailHint')), errorLine(), button);
    form.onsubmit = event => submit(event, button, t('sending'), async () => {
      const email = input.value.trim();
      if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) return wrong(t('emailWrong'), input);
      await send(email);
      show();
      form.querySelector('input').focus();
    });
  }

  function showCode() {
    const input = el('input', {
      id: 'code', class: 'code', type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, spellcheck: 'false',
      placeholder: '000000', 'aria-describedby': 'login-hint login-error',
      // Whatever is pasted, its digits count: "123 456", or a whole line of the mail.
      oninput: () => {
        const digits = input.value.replace(/\D/g, '').slice(0, 6);
        if (input.value !== digits) input.value = digits;
        if (digits.length === 6) form.requestSubmit();
      },
    });
    const button = el('button', { class: 'main' }, t('logIn'));
    const again = el('button', { type: 'button', class: 'quiet', onclick: event => submit(event, again, t('sending'), async () => {
      await send(begun.email);
      announce(t('sentAgain'));
      fill(form.querySelector('#login-hint'), t('sentAgain'));
    }, tick) });
    const other = el('button', { type: 'button', class: 'quiet', onclick: () => {
      keep({ typed: begun.email });
      show();
      form.querySelector('input').focus();
    } }, t('otherAddress'));
    fill(form,
      el('label', { for: 'code' }, t('code')), input,
      el('p', { id: 'login-hint', class: 'hint' }, t('codeSentTo', begun)), errorLine(), button,
      el('p', { class: 'choices' }, again, other));
    form.onsubmit = event => submit(event, button, t('checking'), async () => {
      if (!/^\d{6}$/.test(input.value)) return wrong(t('codeShort'), input);
      try {
        await patiently(() => session.logIn(begun.email, input.value), { tries: 3, waiting: tell });
        keep({});
      } catch (problem) {
        if (problem.code !== 'INVALID_CODE') throw problem;
        input.value = '';
        wrong(t('codeWrong'), input);
      }
    });
    function tick() {
      const seconds = Math.ceil((begun.againAt - Date.now()) / 1000);
      mark(again, 'disabled', seconds > 0);
      say(again, seconds > 0 ? t('sendAgainIn', { seconds }) : t('sendAgain'));
      if (!form.isConnected && ticking) clearInterval(ticking);
    }
    tick();
    ticking = setInterval(tick, 500);
  }

  async function send(email) {
    const { expiresIn, retryAfter } = await patiently(() => session.sendCode(email), { tries: 3, waiting: tell });
    keep({ email, againAt: Date.now() + retryAfter * 1000, minutes: Math.round(expiresIn / 60) });
  }

  /** One submit at a time; the button says what is being done. */
  async function submit(event, button, doing, work, after = () => {}) {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    const label = button.textContent;
    form.ariaBusy = 'true';
    say(button, doing);
    wrong('');
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      tell({ problem, millis: problem.retryAfter ?? 0 });
    } finally {
      form.ariaBusy = null;
      say(button, label);
      after();
    }
  }

  function tell({ problem, millis }) {
    wrong(problem.status === 429 ? t('waitFor', { seconds: Math.max(1, Math.ceil(millis / 1000)) }) : problem.words);
  }

  function wrong(text, input) {
    const line = form.querySelector('#login-error');
    fill(line, text ? [icon('warning'), text] : null);
    const field = input ?? form.querySelector('input');
    mark(field, 'aria-invalid', text && input ? 'true' : null);
    input?.focus();
  }

  show();
  return form;
}

function errorLine() {
  return el('p', { id: 'login-error', class: 'wrong', role: 'alert' });
}

function keep(what) {
  begun = what;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(what));
  } catch {
    // Then a refresh begins anew.
  }
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    // The code of a quarter of an hour ago is over: begin anew, with the address that is known.
    return kept.againAt && kept.againAt + 900_000 < Date.now() ? { typed: kept.email } : kept;
  } catch {
    return {};
  }
}
