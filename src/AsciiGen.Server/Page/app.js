// The page of ascii-gen-server. A word is sent to POST /v1/drawings; its candidates grow row by row as a sheet (stream.js,
// stage.js), then the chosen one stands large and another can be chosen. The address holds a link that draws the shown candidate
// alone, and opening it does so; going back shows what was drawn before without drawing again. A busy server is asked again
// after the time it names; Stop and Escape end drawing and waiting, and what was shown before comes back. What was typed and
// what the server says enters the page as text only. Files: controls.js (settings, links), suggest.js, save.js.

import { fillForm, keepSeed, limitTo, linkOf, requestOfForm, requestOfLink, startControls } from './controls.js';
import { copyText, download, nameOf, pngOf, svgOf, txtOf } from './save.js';
import { choose, font, grow, growRow, outlineCanvas, showDrawings, showEmpty, startStage } from './stage.js';
import { Problem, draw, get } from './stream.js';
import { startSuggestions } from './suggest.js';

const element = id => document.getElementById(id);
const narrow = matchMedia('(max-width: 59.99rem)');
const seen = new Map(); // entries of the history that were drawn here
let running = null; // the AbortController of what is drawn or waited for
let current = null; // { request, answer, index }
let closeSuggestions = () => {};

start();

function start() {
  startStage(select);
  startControls(outlineCanvas);
  closeSuggestions = startSuggestions(element('prompt'), element('subjects'), drawForm);
  element('settings').open = !narrow.matches;
  narrow.addEventListener('change', () => { element('settings').open = !narrow.matches; });
  listen();
  restore(null);
  if (!narrow.matches) element('prompt').focus({ preventScroll: true });
  get('v1/model').then(showModel, () => {});
}

function listen() {
  element('form').addEventListener('submit', event => { event.preventDefault(); drawForm(); });
  element('stop').addEventListener('click', stop);
  for (const example of element('examples').children) example.addEventListener('click', () => drawWord(example.textContent));
  element('keep').addEventListener('click', () => keepSeed(element('seed').value ? null : current?.answer.seed ?? anyNumber()));
  element('copy').addEventListener('click', event => copy(event.target, drawing().text, element('drawing')));
  element('copy-link').addEventListener('click', event => copyLink(event.target));
  element('save-txt').addEventListener('click', () => save('txt', txtOf(drawing().text)));
  element('save-svg').addEventListener('click', () => save('svg', svgOf(drawing().text, current.answer.subject ?? current.request.prompt)));
  element('save-png').addEventListener('click', async () => save('png', await pngOf(drawing().text, font().family, font().ratio)));
  addEventListener('keydown', event => event.key === 'Escape' && running && stop());
  addEventListener('popstate', event => restore(event.state));
}

function drawWord(word) {
  abort();
  element('prompt').value = word;
  element('draw').focus(); // the button that was pressed goes away
  drawForm();
}

function drawForm() {
  closeSuggestions();
  attempt(requestOfForm, 'push');
}

// What the address asks for: a drawing that is still here, a link, or nothing.
function restore(state) {
  abort();
  const kept = seen.get(state?.entry);
  if (kept) {
    fillForm(kept.request);
    clearMessages();
    return show(kept);
  }
  attempt(() => requestOfLink(location.hash), 'replace');
}

async function attempt(makeRequest, mode) {
  abort();
  clearMessages();
  const own = (running = new AbortController());
  try {
    const request = makeRequest();
    if (!request) return forget();
    if (mode === 'replace') fillForm(request);
    const answer = await patiently(request, own);
    if (running === own) finish({ request, answer, index: answer.chosen }, mode);
  } catch (error) {
    if (running === own) fail(error);
  } finally {
    if (running === own) abort();
  }
}

// Draws, and asks again as long as the server is busy.
async function patiently(request, own) {
  setBusy(true);
  say(`Drawing ${request.prompt}`);
  for (let tries = 1; ; tries++) {
    try {
      return await drawOnce(request, own);
    } catch (error) {
      if (own.signal.aborted || error.status !== 429) throw error;
      showPrevious();
      if (tries === 1) say(`The server is busy. Trying again in ${error.retryAfter} seconds.`);
      await countDown(error.retryAfter, own);
    }
  }
}

async function drawOnce(request, own) {
  element('notice').textContent = '';
  const late = setTimeout(() => { element('notice').textContent = 'Waiting for the server …'; }, 400);
  try {
    for await (const { name, value } of draw(request, own.signal)) {
      clearTimeout(late);
      if (name === 'done') return value;
      if (name === 'start') begin(request, value);
      if (name === 'row') growRow(value);
    }
  } finally {
    clearTimeout(late);
  }
}

function begin(request, { candidates, width, height, note }) {
  element('notice').textContent = '';
  label(request.prompt, note, 'drawing …');
  grow(candidates, width, height);
  if (!narrow.matches) return;
  element('prompt').blur(); // or its keyboard covers the drawing
  if (element('stage').getBoundingClientRect().top > innerHeight / 2) element('stage').scrollIntoView();
}

async function countDown(seconds, own) {
  for (let left = seconds; left > 0; left--) {
    element('notice').textContent = `The server is busy. Trying again in ${left} s.`;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, 1000);
      own.signal.addEventListener('abort', () => { clearTimeout(timer); reject(own.signal.reason); }, { once: true });
    });
  }
}

function finish(drawn, mode) {
  const entry = (mode === 'replace' && history.state?.entry) || anyNumber();
  seen.set(entry, drawn);
  const link = linkOf(drawn.request, drawn.answer.candidates[drawn.index].seed);
  if (mode === 'push') history.pushState({ entry }, '', link);
  else history.replaceState({ entry }, '', link);
  show(drawn);
  const count = drawn.answer.candidates.length;
  say(`Done: ${drawn.request.prompt}, ${count} candidate${count === 1 ? '' : 's'}, ${drawn.answer.seconds.toFixed(1)} s`);
}

function show(drawn) {
  current = drawn;
  const { candidates, width, height } = drawn.answer;
  showDrawings(candidates.map(each => each.text), drawn.index, width, height);
  choose(drawn.index, nameOfDrawing());
  describe();
  element('sheet').classList.toggle('single', candidates.length === 1);
}

function select(index) {
  current.index = index;
  history.replaceState(history.state, '', linkOf(current.request, drawing().seed));
  choose(index, nameOfDrawing());
  describe();
}

function describe() {
  const { request, answer, index } = current;
  const count = answer.candidates.length;
  const which = count > 1 ? [`${index + 1} of ${count}`] : [];
  label(request.prompt, answer.note, [answer.style, `${answer.width} × ${answer.height}`, `seed ${answer.seed}`, ...which, `${answer.seconds.toFixed(1)} s`].join(' · '));
  document.title = `${request.prompt} – ascii-gen`;
}

function anyNumber() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

function label(title, note, facts) {
  element('title').textContent = title;
  element('note').textContent = note ?? '';
  element('facts').textContent = facts;
}

function drawing() {
  return current.answer.candidates[current.index];
}

function nameOfDrawing() {
  const { subject, width, height } = current.answer;
  const word = subject || current.request.prompt;
  return `ASCII drawing of ${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}, ${width} by ${height}`;
}

function stop() {
  abort();
  showPrevious();
  element('notice').textContent = 'Stopped.';
  say('Stopped');
}

function fail(error) {
  showPrevious();
  const known = error instanceof Problem;
  element('notice').textContent = '';
  element('error').textContent = known ? error.message : `The answer of the server cannot be read (${error.message}).`;
  element('prompt').setAttribute('aria-invalid', 'true');
  say('');
  const buttons = (known ? error.suggestions : []).map((word, i) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', id: `instead-${i}`, textContent: word });
    button.addEventListener('click', () => drawWord(word));
    return button;
  });
  element('instead').replaceChildren(...buttons);
}

// What was there before drawing began.
function showPrevious() {
  if (current) show(current);
  else showEmpty();
}

function forget() {
  current = null;
  document.title = 'ascii-gen';
  showEmpty();
}

function abort() {
  running?.abort();
  running = null;
  setBusy(false);
}

function setBusy(busy) {
  const hadFocus = [element('draw'), element('stop')].includes(document.activeElement);
  element('draw').hidden = busy;
  element('stop').hidden = !busy;
  if (hadFocus) element(busy ? 'stop' : 'draw').focus();
}

function clearMessages() {
  element('notice').textContent = element('error').textContent = '';
  element('instead').replaceChildren();
  element('prompt').removeAttribute('aria-invalid');
  element('link').hidden = true;
}

function say(text) {
  element('status').textContent = text;
}

async function copy(button, text, source) {
  const copied = await copyText(text, source);
  button.textContent = copied ? 'Copied' : 'Selected';
  say(copied ? 'Copied' : 'Selected: copy it with the keyboard');
  setTimeout(() => { button.textContent = button.dataset.label; }, 1600);
}

async function copyLink(button) {
  element('link').value = location.href;
  await copy(button, location.href, element('link'));
}

function save(kind, blob) {
  const { subject, width, height } = current.answer;
  download(blob, `${nameOf(subject || current.request.prompt, width, height, drawing().seed)}.${kind}`);
}

function showModel(model) {
  limitTo(model);
  const millions = `${(model.parameters / 1e6).toFixed(1)} million parameters`;
  element('model').textContent = `Model ${model.name}, ${millions}, ${model.license}, version ${model.version} · `;
}
