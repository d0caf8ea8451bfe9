// Elements, and what is said to those who listen to the page. No HTML is ever parsed: texts are always texts.

/**
 * Makes an element: el('button', { class: 'main', onclick: press }, 'Apply').
 * An attribute of false, null or undefined is left out, true is an empty one; on… is a listener; vars are custom properties of CSS.
 * Children may be nodes, texts, arrays of them, or null.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'vars') for (const [key, of] of Object.entries(value)) element.style.setProperty(key, of);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

/** Puts these children in the place of all that is there. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Sets a text only when it is another one, so that nothing is drawn or announced anew for nothing. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets or (null, false) removes an attribute, only when it changes. */
export function mark(element, name, value) {
  const wanted = value === null || value === undefined || value === false ? null : value === true ? '' : String(value);
  if (element.getAttribute(name) === wanted) return;
  if (wanted === null) element.removeAttribute(name);
  else element.setAttribute(name, wanted);
}

// Drawn with strokes on 24 × 24.
const icons = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18',
  back: 'M15 5l-7 7l7 7',
  mail: 'M4 6h16v12H4zM4 7l8 6l8-6',
  pause: 'M9 6v12M15 6v12',
  out: 'M14 4H5v16h9M10 12h10M16.5 8.5L20 12l-3.5 3.5',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.4v.1',
};

/** An icon; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

/** Announces a text to a screen reader when it is done with what it says; #news is in every page. */
export function announce(text) {
  const news = document.getElementById('news');
  news.textContent = '';
  // In a later task, or a text that is said twice would not be noticed.
  setTimeout(() => (news.textContent = text), 50);
}

/** Gives the focus to what takes none by itself, such as a heading. */
export function focus(element) {
  if (!element.matches('a, button, input, select, textarea, [tabindex]')) element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: false });
}

/** Is done after so many milliseconds, or fails when the signal is aborted. */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, millis);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}
