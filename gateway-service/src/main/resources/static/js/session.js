// Who is logged in. Tokens are kept in this browser, so that neither a refresh nor a closed tab logs out; all tabs share them.

import * as api from './api.js';
import { around, patiently, Problem } from './api.js';
import * as renewals from './renewals.js';

const KEPT = 'firstcome.session';
const LOCK = 'firstcome.session';
/** A token that ends sooner than this is renewed before it is used. */
const USABLE = 20_000;
const listeners = new Set();

/** { email, user, admin } of who is logged in, or null. */
export function current() {
  const kept = read();
  if (!kept) return null;
  const claims = claimsOf(kept.accessToken);
  return { email: kept.email, user: claims.sub, admin: claims.roles?.includes('ADMIN') ?? false };
}

/** Calls listener(current(), ended) after each log-in and log-out, those in other tabs too; ended: it was not the user who ended it. */
export function onSession(listener) {
  listeners.add(listener);
}

/** Has a code sent; gives { expiresIn, retryAfter } in seconds. */
export async function sendCode(email) {
  return (await api.ask('POST', '/api/auth/send-verification-code', { body: { email } })).body;
}

/** Logs in with the code of the mail. */
export async function logIn(email, code) {
  const { body } = await api.ask('POST', '/api/auth/verify-code', { body: { email, code } });
  write(kept(email, body));
  tell();
}

/** Logs out, here at once and in any case; the server is told as well. */
export async function logOut() {
  const session = read();
  if (!session) return;
  write(null);
  tell();
  renewals.forget();
  await api.ask('POST', '/api/auth/logout', { token: session.accessToken, body: { refreshToken: session.refreshToken } })
    .catch(() => {});
}

/** api.ask as who is logged in. Renews the tokens when need be, and asks again; a Problem of 401 means: logged out. */
export async function ask(method, path, options = {}) {
  const token = await freshToken();
  try {
    return await api.ask(method, path, { ...options, token });
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    return api.ask(method, path, { ...options, token: await renewed(token) });
  }
}

/** A token that is good for a while yet; for what api.ask cannot do (a stream, a download). */
export async function freshToken() {
  const session = read();
  if (!session) throw loggedOut();
  return session.endsAt - Date.now() > USABLE ? session.accessToken : renewed(session.accessToken);
}

/**
 * Renews tokens well before their end while the page is open, at a moment of chance: a crowd that waits for an opening must not
 * have to renew its tokens at that moment. To be called once.
 */
export function stayLoggedIn() {
  let before = 0;
  let token = null;
  const look = () => {
    const session = read();
    if (!session) return;
    if (session.accessToken !== token) {
      token = session.accessToken;
      before = around(Math.min(240_000, session.lives / 3));
    }
    if (session.endsAt - Date.now() < before) renewed(session.accessToken).catch(() => {});
  };
  setInterval(look, around(15_000));
  document.addEventListener('visibilitychange', () => document.hidden || look());
  look();
}

/**
 * Another token than this one, which is over or refused. A refresh token works once, and using it twice ends the session, so one tab
 * renews at a time (Web Locks, which browsers have on https and localhost), and the others take what it got. The lock is not all it
 * takes: see renewals.js.
 */
async function renewed(refused) {
  return alone(async () => {
    const session = read();
    if (!session) throw loggedOut();
    if (session.accessToken !== refused) return session.accessToken;
    const got = await renewals.gotFor(session.refreshToken);
    if (got) {
      write(got);
      return got.accessToken;
    }
    try {
      const { body } = await patiently(
        () => api.ask('POST', '/api/auth/refresh', { body: { refreshToken: session.refreshToken } }), { tries: 6 });
      const renewal = kept(session.email, body);
      await renewals.remember(session.refreshToken, renewal);
      // Whoever logged out meanwhile stays logged out.
      if (read()?.refreshToken !== session.refreshToken) {
        renewals.forget();
        throw loggedOut();
      }
      write(renewal);
      return body.accessToken;
    } catch (problem) {
      if (problem.status === 401 && read()?.refreshToken === session.refreshToken) {
        write(null);
        tell(true);
      }
      throw problem;
    }
  });
}

const alone = work => (navigator.locks ? navigator.locks.request(LOCK, work) : work());

function loggedOut() {
  return new Problem(401, { code: 'UNAUTHENTICATED' }, null);
}

function kept(email, { accessToken, refreshToken, expiresIn }) {
  const lives = expiresIn * 1000;
  return { email, accessToken, refreshToken, lives, endsAt: Date.now() + lives };
}

function claimsOf(token) {
  try {
    return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return {};
  }
}

// Without storage (some browsers, when told to forget everything) the session lives as long as the page.
let inMemory = null;

function read() {
  try {
    const text = localStorage.getItem(KEPT);
    return text === null ? null : JSON.parse(text);
  } catch {
    return inMemory;
  }
}

function write(session) {
  inMemory = session;
  try {
    if (session) localStorage.setItem(KEPT, JSON.stringify(session));
    else localStorage.removeItem(KEPT);
  } catch {
    // See inMemory.
  }
}

let known = current()?.user;

function tell(ended = false) {
  const now = current();
  known = now?.user;
  listeners.forEach(listener => listener(now, ended));
}

// Another tab logged in or out; that it renewed its tokens is no news.
window.addEventListener('storage', event => {
  if ((event.key === KEPT || event.key === null) && current()?.user !== known) tell();
});
