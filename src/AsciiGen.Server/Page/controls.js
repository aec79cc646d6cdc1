// The settings: from the form to a request of the API, from a request to a link and back. A field that is empty is left to the
// server, and a value out of range is refused, never changed. The seed and the number of candidates of a link are not put into
// the form: who opens a link sees that drawing, and draws others of his own after it. Does not know the server or the drawing.

import { Problem } from './stream.js';

const element = id => document.getElementById(id);
const text = id => element(id).value.trim();
const whole = { width: 80, height: 40, candidates: 8 };
const mostSeed = Number.MAX_SAFE_INTEGER;
let whenCanvas = () => {};

/** Joins sliders, numbers and presets; calls back with the canvas whenever it changes. */
export function startControls(changed) {
  whenCanvas = changed;
  for (const id of Object.keys(whole)) {
    element(`${id}-slider`).addEventListener('input', event => set(id, event.target.value));
    element(id).addEventListener('input', event => set(id, event.target.value));
  }
  for (const preset of element('presets').children) {
    preset.addEventListener('click', () => setCanvas(preset.dataset.width, preset.dataset.height));
  }
  element('style').addEventListener('input', tell);
  element('seed').addEventListener('input', () => showKept(text('seed') !== ''));
  tell();
}

/** Takes the limits and the styles of the model. */
export function limitTo(model) {
  Object.assign(whole, { width: model.max_width, height: model.max_height, candidates: model.most_candidates });
  for (const [id, most] of Object.entries(whole)) {
    element(id).max = element(`${id}-slider`).max = most;
    if (Number(text(id)) > most) set(id, most);
  }
  for (const preset of element('presets').children) {
    preset.hidden = preset.dataset.width > whole.width || preset.dataset.height > whole.height;
  }
  for (const option of [...element('style').options]) {
    if (option.value && !model.styles.includes(option.value)) option.remove();
  }
}

/** The request that the form makes; throws a Problem that names the field. */
export function requestOfForm() {
  const values = { prompt: text('prompt').replace(/\s+/g, ' ') };
  for (const id of ['width', 'height', 'candidates', 'seed', 'style', 'temperature']) values[id] = text(id);
  values.chars = element('chars').value;
  values.mirror = element('mirror').checked;
  values.strict = element('strict').checked;
  return checked(values);
}

/** The part of a link behind '#' that draws one candidate alone. */
export function linkOf(request, seed) {
  const { prompt, width, height, ...others } = request;
  return `#${new URLSearchParams({ prompt, width, height, ...others, seed, candidates: 1 })}`;
}

/** The request of a link; null when it names nothing to draw. */
export function requestOfLink(hash) {
  const link = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')));
  if (!link.prompt) return null;
  const { prompt, width = '24', height = '12', candidates = '1', seed = '', style = '', temperature = '', chars = '' } = link;
  return checked({ prompt, width, height, candidates, seed, style, temperature, chars, mirror: link.mirror === 'true', strict: link.strict === 'true' });
}

/** Puts a request into the form, but for its seed and candidates. */
export function fillForm(request) {
  for (const id of ['prompt', 'style', 'chars', 'temperature']) element(id).value = request[id] ?? '';
  if (element('style').selectedIndex < 0) element('style').value = '';
  element('mirror').checked = request.mirror === true;
  element('strict').checked = request.strict === true;
  setCanvas(request.width, request.height);
}

/** Shows whether the seed stays, and puts it into its field or empties that. */
export function keepSeed(seed) {
  element('seed').value = seed ?? '';
  showKept(seed !== null);
}

function checked(values) {
  const request = { prompt: values.prompt };
  if (values.prompt === '') throw new Problem('Nothing is named. Type a word, such as cat.');
  for (const [id, most] of Object.entries(whole)) request[id] = numberOf(id, values[id], 1, most);
  if (values.seed !== '') request.seed = numberOf('seed', values.seed, 0, mostSeed);
  if (values.style !== '') request.style = values.style;
  if (values.temperature !== '') request.temperature = realOf(values.temperature);
  if (values.chars !== '') request.chars = values.chars;
  if (values.mirror) request.mirror = true;
  if (values.strict) request.strict = true;
  return request;
}

function numberOf(name, value, least, most) {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new Problem(`The ${name} is ${value === '' ? 'missing' : `'${value}'`}. Give a whole number from ${least} to ${most}.`);
}

function realOf(value) {
  const number = Number(value.replace(',', '.'));
  if (number >= 0 && number <= 100) return number;
  throw new Problem(`The temperature is '${value}'. Give a number from 0 to 100, or nothing.`);
}

function setCanvas(width, height) {
  set('width', width);
  set('height', height);
}

function set(id, value) {
  if (element(id).value !== String(value)) element(id).value = value;
  if (value !== '') element(`${id}-slider`).value = value;
  tell();
}

function tell() {
  const [width, height] = [Number(text('width')), Number(text('height'))];
  for (const preset of element('presets').children) {
    const chosen = Number(preset.dataset.width) === width && Number(preset.dataset.height) === height;
    preset.setAttribute('aria-pressed', String(chosen));
  }
  const count = Number(text('candidates'));
  element('summary-text').textContent = `${width} × ${height}, ${text('style') || 'automatic'}, ${count} candidate${count === 1 ? '' : 's'}`;
  if (width >= 1 && width <= whole.width && height >= 1 && height <= whole.height) whenCanvas(width, height);
}

function showKept(kept) {
  element('keep').setAttribute('aria-pressed', String(kept));
}
