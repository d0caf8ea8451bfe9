// Events as an admin sees them: the list, a new one, and the head of one event with all that can be done to it.

import { ask, field, loading } from './admin-parts.js';
import * as clock from './clock.js';
import { el, fill, icon, mark, say } from './dom.js';
import * as session from './session.js';
import { moment, number, t } from './text.js';

/** The list of all events. */
export function eventsView() {
  const list = loading(
    async () => (await session.ask('GET', '/api/events?limit=1000')).body.events,
    events => (events.length === 0 ? el('p', { class: 'empty' }, t('adminNoEvents')) : el('ul', { class: 'event-list' }, events.map(row))));
  const make = async () => {
    const made = {};
    if (await eventDialog(null, made)) location.hash = `#/event/${made.event.id}/live`;
  };
  return {
    title: t('adminEvents'),
    element: el('div', {},
      el('div', { class: 'heading' }, el('h1', {}, t('adminEvents')),
        el('button', { type: 'button', class: 'main', onclick: make }, t('adminNewEvent'))),
      list.element),
  };
}

function row(event) {
  return el('li', { class: 'card' },
    el('div', {},
      el('a', { href: `#/event/${event.id}/live`, class: 'name' }, event.name),
      el('p', { class: 'hint' }, `${moment(event.opensAt)} – ${moment(event.closesAt)}`)),
    el('div', { class: 'chips' }, chip(event.state), event.current && currentMark()),
    el('p', { class: 'left figures' }, event.quantity === null ? t('adminStockUnknown')
      : el('span', {}, el('strong', {}, number(event.remaining)), ' ', t('adminOfLeft', { quantity: number(event.quantity) }))));
}

export function chip(state) {
  return el('span', { class: 'state', 'data-state': state }, t('adminState' + state));
}

function currentMark() {
  return el('span', { class: 'tag', title: t('adminCurrentHint') }, t('adminCurrent'));
}

/** The head of one event, over the part of it that is shown. */
export function eventHead(id, part, inner) {
  const head = el('div', { class: 'event-head' });
  const actions = el('div', { class: 'actions' });
  let event = null;
  const tab = (name, key) => el('a', { href: `#/event/${id}/${name}`, 'aria-current': part === name ? 'page' : null }, t(key));

  const loaded = loading(load, () => {
    draw();
    return [head, actions];
  });

  async function load() {
    const answer = await session.ask('GET', '/api/events/' + id);
    clock.measure(answer);
    event = answer.body;
  }

  function draw() {
    document.title = event.name + ' · Firstcome';
    fill(head,
      el('h1', {}, event.name),
      el('div', { class: 'chips' }, chip(event.state), event.current && currentMark()),
      el('p', { class: 'hint' }, t('adminWindow', { opens: moment(event.opensAt), closes: moment(event.closesAt), id })));
    const closed = event.state === 'CLOSED';
    const act = (key, run, kind) => el('button', { type: 'button', class: kind, onclick: () => run(event, refresh) }, t(key));
    fill(actions,
      event.state === 'NOT_OPEN' && act('adminOpenNow', openNow, 'main'),
      ['OPEN', 'SOLD_OUT'].includes(event.state) && act('adminPause', pause),
      event.state === 'PAUSED' && act('adminResume', resume, 'main'),
      act('adminSetStock', stockDialog),
      !closed && act('adminChange', async (e, again) => { if (await eventDialog(e, {})) again(); }),
      !event.current && act('adminMakeCurrent', makeCurrent),
      !closed && act('adminClose', close, 'bad'));
  }

  async function refresh() {
    await loaded.again();
    inner.refresh?.();
  }

  // What others do, and what time does, is seen as well.
  const timer = setInterval(async () => {
    if (document.hidden || document.querySelector('dialog[open]') || actions.contains(document.activeElement)) return;
    await load().then(draw).catch(() => {});
  }, 5_000);

  return {
    title: t('adminEvent'),
    element: el('div', {},
      el('p', { class: 'back' }, el('a', { href: '#/' }, icon('back'), t('adminEvents'))),
      loaded.element,
      el('nav', { class: 'tabs', 'aria-label': t('adminParts') }, tab('live', 'adminLive'), tab('claims', 'adminClaims')),
      inner.element),
    open: inner.open,
    close() {
      clearInterval(timer);
      inner.close?.();
    },
  };
}

function change(event, body) {
  return session.ask('PATCH', '/api/admin/events/' + event.id, { body });
}

/** A dialog that says what will happen and does it. */
function confirm(event, again, key, body, options = {}) {
  return ask({
    title: t(key + 'Title', event),
    content: () => el('p', {}, t(key + 'Text', event)),
    action: t(key),
    done: t(key + 'Done', event),
    run: () => change(event, body()),
    ...options,
  }).then(done => done && again());
}

const openNow = (event, again) => confirm(event, again, 'adminOpenNow', () => ({ opensAt: new Date(clock.now()).toISOString() }));
const pause = (event, again) => confirm(event, again, 'adminPause', () => ({ state: 'PAUSED' }), { danger: true });
const resume = (event, again) => confirm(event, again, 'adminResume', () => ({ state: 'OPEN' }));
const close = (event, again) => confirm(event, again, 'adminClose', () => ({ state: 'CLOSED' }), { danger: true });
const makeCurrent = (event, again) => confirm(event, again, 'adminMakeCurrent', () => ({ current: true }));

/** Sets the stock, and says before what that will do. */
async function stockDialog(event, again) {
  const level = loading(
    async () => (await session.ask('GET', '/api/admin/event/stock?eventId=' + event.id)).body,
    known => show(known));
  let input = null;
  let allow = () => {};

  function show(known) {
    const effect = el('p', { class: 'effect', role: 'status' });
    input = el('input', { type: 'number', inputmode: 'numeric', min: 1, max: 10_000_000, step: 1, required: true, value: String(known.quantity || '') });
    const tell = () => {
      const wanted = Number(input.value);
      const valid = Number.isInteger(wanted) && wanted >= 1 && wanted <= 10_000_000;
      const effectOf = !valid ? null : stockEffect(known, wanted);
      say(effect, effectOf?.words ?? '');
      mark(effect, 'data-tone', effectOf?.tone);
      allow(valid && effectOf.tone !== 'bad' && wanted !== known.quantity);
    };
    input.addEventListener('input', tell);
    tell();
    return [
      el('p', { class: 'hint' }, t('adminStockNow', { quantity: number(known.quantity), granted: number(known.granted), remaining: number(known.remaining) })),
      field(t('adminQuantity'), input),
      effect,
    ];
  }

  const done = await ask({
    title: t('adminSetStockTitle', event),
    content: given => {
      allow = given.allow;
      allow(false);
      return level.element;
    },
    action: t('adminSetStock'),
    run: () => session.ask('POST', '/api/admin/event/stock', { body: { eventId: event.id, count: Number(input.value) } }),
    done: answer => t('adminSetStockDone', { quantity: number(answer.body.quantity), remaining: number(answer.body.remaining) }),
  });
  if (done) again();
}

/** What setting the stock will do, in words. */
export function stockEffect({ quantity, granted }, wanted) {
  const values = { from: number(quantity), to: number(wanted), granted: number(granted), n: number(Math.abs(wanted - quantity)), left: number(wanted - granted), count: Math.abs(wanted - quantity) };
  if (wanted < granted) return { words: t('adminStockBelow', values), tone: 'bad' };
  if (wanted === quantity) return { words: t('adminStockSame', values), tone: 'same' };
  if (wanted > quantity) return { words: t(quantity === granted ? 'adminStockAgain' : 'adminStockMore', values), tone: 'more' };
  return { words: t(wanted === granted ? 'adminStockEnd' : 'adminStockLess', values), tone: 'less' };
}

/** Makes an event, or changes one; made.event is what came of it. */
function eventDialog(event, made) {
  const name = el('input', { type: 'text', required: true, maxlength: 100, autocomplete: 'off', value: event?.name ?? '' });
  const opens = el('input', { type: 'datetime-local', step: 1, required: true, value: local(event?.opensAt ?? clock.now() + 3_600_000) });
  const closes = el('input', { type: 'datetime-local', step: 1, required: true, value: local(event?.closesAt ?? clock.now() + 90_000_000) });
  const quantity = el('input', { type: 'number', inputmode: 'numeric', min: 1, max: 10_000_000, step: 1, required: true, value: '100' });
  const current = el('input', { type: 'checkbox' });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ask({
    title: t(event ? 'adminChangeTitle' : 'adminNewEvent', event ?? {}),
    content: () => [
      field(t('adminName'), name),
      el('div', { class: 'pair' },
        field(t('adminOpens'), opens, el('p', { class: 'hint' }, t('adminZone', { zone }))),
        field(t('adminCloses'), closes)),
      !event && field(t('adminQuantity'), quantity, el('p', { class: 'hint' }, t('adminQuantityHint'))),
      !event && el('label', { class: 'check' }, current, t('adminMakeCurrentCheck')),
      event && el('p', { class: 'hint' }, t('adminChangeHint')),
    ],
    action: t(event ? 'adminSave' : 'adminCreate'),
    run: async () => {
      const body = event ? changes(event, name, opens, closes) : {
        name: name.value, opensAt: instant(opens), closesAt: instant(closes), quantity: Number(quantity.value), current: current.checked,
      };
      const answer = event ? await change(event, body) : await session.ask('POST', '/api/admin/events', { body }).catch(unsure);
      made.event = answer.body;
      return answer;
    },
    done: ({ body }) => t(event ? 'adminChangeDone' : 'adminCreateDone', body),
  });
}

/** Every other action may be sent twice; an event that is made twice is there twice. */
function unsure(problem) {
  if (problem.passing && problem.status !== 429) problem.body.detail = t('adminCreateUnsure');
  throw problem;
}

/** Only what was changed: a field that shows whole seconds must not cut the milliseconds of a time that nobody touched. */
function changes(event, name, opens, closes) {
  const body = {};
  if (name.value !== event.name) body.name = name.value;
  if (opens.value !== local(event.opensAt)) body.opensAt = instant(opens);
  if (closes.value !== local(event.closesAt)) body.closesAt = instant(closes);
  return body;
}

/** For a field, in the admin's time zone. */
function local(moment) {
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function instant(input) {
  return new Date(input.value).toISOString();
}

