// The texts of the pages in English and Korean. The choice is kept; without one the browser's language decides.

const KEPT = 'firstcome.language';
const words = { en: {}, ko: {} };
const listeners = new Set();
let language = kept() ?? preferred();
document.documentElement.lang = language;

/** Adds texts: { en: { key: 'text with {name}', other: ({ n }) => `${n}` }, ko: { … } }. Both languages have the same keys. */
export function addWords(more) {
  Object.assign(words.en, more.en);
  Object.assign(words.ko, more.ko);
}

/** The text of a key in the visitor's language, with values in place of {name}. */
export function t(key, values = {}) {
  const text = words[language][key];
  if (text === undefined) throw new Error('no text ' + key);
  return typeof text === 'function' ? text(values) : text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** 'en' or 'ko'. */
export function currentLanguage() {
  return language;
}

/** Changes the language, keeps the choice, and tells those who asked. */
export function changeLanguage(to) {
  language = to;
  document.documentElement.lang = to;
  try {
    localStorage.setItem(KEPT, to);
  } catch {
    // Without storage the choice holds for this page.
  }
  listeners.forEach(listener => listener());
}

/** Calls the listener after each change of the language. */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** 1234 as 1,234. */
export function number(n) {
  return format('n', () => new Intl.NumberFormat(language)).format(n);
}

/** A moment in the visitor's time zone, with the day, such as "Fri, 20 Nov 2026, 15:00". */
export function moment(instant) {
  return format('m', () => new Intl.DateTimeFormat(locale(), {
    weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit',
  })).format(new Date(instant));
}

/** A time of the day in the visitor's time zone. */
export function timeOfDay(instant) {
  return format('t', () => new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit', second: '2-digit' }))
    .format(new Date(instant));
}

const formats = new Map();

function format(kind, make) {
  const key = kind + language;
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}

/** The visitor's own variant of the language, such as en-GB, so that dates look as he knows them. */
function locale() {
  return navigator.languages?.find(each => each.toLowerCase().startsWith(language)) ?? language;
}

function kept() {
  try {
    const value = localStorage.getItem(KEPT);
    return value === 'en' || value === 'ko' ? value : null;
  } catch {
    return null;
  }
}

function preferred() {
  for (const each of navigator.languages ?? []) {
    const short = each.slice(0, 2).toLowerCase();
    if (short === 'ko' || short === 'en') return short;
  }
  return 'en';
}
