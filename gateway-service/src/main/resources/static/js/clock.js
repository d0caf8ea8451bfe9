// The server's clock, whatever the visitor's own says. Each answer that bears a serverTime is a measurement: the server looked at its
// clock about half-way between question and answer, so the quicker the answer, the better the measurement; the best of the last few counts.

const KEPT = 8;
let samples = [];
let drift = null;

/** Takes a measurement from an answer of api.ask; an answer from memory says in Age-Millis for how long it had been kept. */
export function measure({ body, headers, sent, received }) {
  if (slept()) samples = [];
  const age = Number(headers.get('Age-Millis') ?? 0);
  const server = Date.parse(body.serverTime) + age;
  if (!Number.isFinite(server)) return;
  samples.push({ offset: server - (sent + received) / 2, error: (received - sent) / 2 });
  samples = samples.slice(-KEPT);
}

/** The server's time in milliseconds since 1970; the visitor's own before the first measurement. */
export function now() {
  return samples.length === 0 ? Date.now() : performance.now() + best().offset;
}

/** How far it may be off, in milliseconds; Infinity before the first measurement. */
export function error() {
  return samples.length === 0 ? Infinity : best().error;
}

/** Whether it has to be measured anew: never measured, or the machine slept, which performance.now() may not have noticed. */
export function unsure() {
  return samples.length === 0 || slept();
}

function best() {
  return samples.reduce((a, b) => (b.error <= a.error ? b : a));
}

function slept() {
  const before = drift;
  drift = Date.now() - performance.now();
  if (before !== null && Math.abs(drift - before) > 1_000) {
    samples = [];
    return true;
  }
  return false;
}
