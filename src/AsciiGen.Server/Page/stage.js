// What is seen: the empty canvas, candidates that grow row by row, the chosen one large with the others below it. All sizes come
// from one cell, as large as the room allows; a finished drawing is shown without the empty part of its canvas, and every
// candidate at the size of the largest, so that choosing moves nothing. Texts enter the page as text only.

const element = id => document.getElementById(id);
const stage = element('stage');
const board = element('board');
const paper = element('paper');
const outline = element('outline');
const sheet = element('sheet');

const tallness = 1.8; // height of a cell in its widths: slanted strokes of two rows meet, and round shapes are round
const largestCell = 21; // pixels
const largestSmallCell = 13;
let ratio = 0.6; // width of a character, in its size
let canvas = { width: 24, height: 12 }; // as the settings say
let shown = null; // { drawings: [{ text, box }], box, canvas, index }
let growing = null; // { rows: [[text]], canvas }

/** Measures the font and keeps everything fitting the window; calls back with the number of a candidate that somebody chose. */
export function startStage(chosen) {
  measure();
  const observer = new ResizeObserver(fit);
  observer.observe(stage);
  observer.observe(board);
  addEventListener('resize', fit);
  document.fonts?.ready.then(() => { measure(); fit(); });
  sheet.addEventListener('change', event => chosen(Number(event.target.value)));
}

/** How wide a character is, in the size of its font, and the names of that font. */
export function font() {
  return { ratio, family: getComputedStyle(element('drawing')).fontFamily };
}

/** Shows the canvas of the settings to scale. */
export function outlineCanvas(width, height) {
  canvas = { width, height };
  element('outline-size').textContent = `${width} × ${height}`;
  fit();
}

/** Nothing is drawn. */
export function showEmpty() {
  growing = shown = null;
  paint('', 'Empty canvas');
  enter('empty');
}

/** Begins candidates that are drawn side by side. */
export function grow(count, width, height) {
  growing = { rows: Array.from({ length: count }, () => []), canvas: { width, height } };
  fillSheet(count, true);
  enter('growing');
}

/** Adds a row of a candidate. */
export function growRow({ candidate, row, text }) {
  const rows = growing?.rows[candidate];
  if (!rows) return;
  rows[row] = text;
  const picture = sheet.querySelectorAll('.paper')[candidate];
  picture.querySelector('pre').textContent = Array.from(rows, each => each ?? '').join('\n');
  picture.style.setProperty('--done', rows.length);
}

/** Shows finished drawings, one of them large. */
export function showDrawings(texts, index, width, height) {
  const drawings = texts.map(text => ({ text, box: boxOf(text) }));
  const box = { width: Math.max(...drawings.map(each => each.box.width)), height: Math.max(...drawings.map(each => each.box.height)) };
  growing = null;
  shown = { drawings, box, canvas: { width, height }, index };
  fillSheet(drawings.length, false);
  sheet.querySelectorAll('pre').forEach((pre, i) => { pre.textContent = drawings[i].text; });
  enter('shown');
}

/** Makes another candidate the large one. */
export function choose(index, name) {
  shown.index = index;
  paint(shown.drawings[index].text, name);
  sheet.querySelectorAll('input')[index].checked = true;
  fit();
}

function paint(text, name) {
  element('drawing').textContent = text;
  element('drawing').setAttribute('aria-label', name);
}

function enter(state) {
  stage.dataset.state = state;
  fit();
}

function fillSheet(count, busy) {
  sheet.querySelectorAll('label').forEach(label => label.remove());
  for (let i = 0; i < count; i++) sheet.append(candidateOf(i, count, busy));
  sheet.setAttribute('aria-busy', String(busy));
}

function candidateOf(index, count, busy) {
  const label = document.createElement('label');
  const radio = document.createElement('input');
  const small = document.createElement('span');
  const pre = document.createElement('pre');
  Object.assign(radio, { type: 'radio', name: 'candidate', value: String(index), id: `candidate-${index}`, className: 'unseen', disabled: busy });
  radio.setAttribute('aria-label', `Candidate ${index + 1} of ${count}`);
  small.className = 'paper small';
  small.setAttribute('aria-hidden', 'true');
  small.append(pre);
  label.append(radio, small);
  return label;
}

function measure() {
  const probe = document.createElement('pre');
  probe.className = 'probe';
  probe.textContent = 'M'.repeat(100);
  document.body.append(probe);
  ratio = probe.getBoundingClientRect().width / 10000 || 0.6; // 100 characters of 100 pixels
  probe.remove();
}

// Columns and rows that hold ink: drawings begin at the first row, but not always at the first column.
function boxOf(text) {
  const rows = text.split('\n');
  const inked = rows.filter(row => row.trim() !== '');
  const left = inked.length ? Math.min(...inked.map(row => row.search(/\S/))) : 0;
  return { left, width: Math.max(1, ...rows.map(row => row.trimEnd().length - left)), height: rows.length };
}

function fit() {
  if (growing) return fitSheet(growing.canvas, null);
  if (shown) fitSheet(shown.box, shown.drawings.map(each => each.box));
  fitBoard();
}

function fitBoard() {
  const page = shown ? shown.box : canvas;
  const outlined = !shown || shown.canvas.width !== canvas.width || shown.canvas.height !== canvas.height;
  const extent = outlined ? { width: Math.max(page.width, canvas.width), height: Math.max(page.height, canvas.height) } : page;
  const margin = parseFloat(getComputedStyle(paper).getPropertyValue('--margin')); // holes, on either side
  const room = { width: board.clientWidth - 2 * margin, height: roomOf(board) };
  const cell = cellOf(extent.width + 2, extent.height + 2, room, largestCell);
  setCell(board, cell);
  setBox(paper, page, shown?.drawings[shown.index].box);
  setBox(outline, canvas);
  outline.hidden = !outlined;
}

function fitSheet(box, boxes) {
  const gap = parseFloat(getComputedStyle(sheet).columnGap) || 0;
  const count = sheet.querySelectorAll('label').length;
  const room = { width: sheet.clientWidth, height: roomOf(sheet) };
  let best = { cell: 0, columns: 1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const each = { width: (room.width - (columns - 1) * gap) / columns, height: (room.height - (rows - 1) * gap) / rows };
    const cell = cellOf(box.width + 2, box.height + 1, each, count === 1 ? largestCell : largestSmallCell);
    if (cell > best.cell) best = { cell, columns };
  }
  setCell(sheet, best.cell);
  sheet.style.setProperty('--columns', best.columns);
  sheet.querySelectorAll('.paper').forEach((each, i) => setBox(each, box, boxes?.[i]));
}

// The height an element has by itself, or may take where the page is free to grow.
function roomOf(container) {
  const most = parseFloat(getComputedStyle(container).maxHeight);
  return Number.isNaN(most) ? container.clientHeight : most;
}

// The width of the largest cell of which so many columns and rows have room; whole pixels of the screen where they are not too coarse.
function cellOf(columns, rows, room, largest) {
  const cell = Math.max(0.5, Math.min(room.width / columns, room.height / rows / tallness, largest));
  const pixels = cell * devicePixelRatio;
  return (pixels < 5 ? Math.floor(pixels * 8) / 8 : Math.floor(pixels)) / devicePixelRatio;
}

function setCell(container, cell) {
  container.style.setProperty('--cell', `${cell}px`);
  container.style.setProperty('--row', `${Math.round(cell * tallness * 4) / 4}px`);
  container.style.setProperty('--size', `${cell / ratio}px`);
}

// The box of the paper and where its drawing stands on it: in the middle, in whole cells.
function setBox(container, { width, height }, own) {
  const properties = { width, height, left: own ? Math.floor((width - own.width) / 2) - own.left : 0, top: own ? Math.floor((height - own.height) / 2) : 0 };
  for (const [name, value] of Object.entries(properties)) container.style.setProperty(`--${name}`, value);
}
