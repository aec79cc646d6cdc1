// The drawing as something to take along: into the clipboard, or as TXT, SVG and PNG, all made here. Pictures are dark ink on
// white whatever the page looks like, so that they can be printed; every row of the SVG is held to its width, so that any
// monospaced font keeps the cells in place.

const ink = '#16211b';
const cell = { width: 10, height: 18, size: 16.6 }; // of the SVG
const family = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Copies a text; without a clipboard selects it in the element, and returns whether it was copied. */
export async function copyText(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    select(element);
    return document.execCommand('copy');
  }
}

/** Hands a blob to the browser as a file. */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A file name of what is drawn: letters, digits and hyphens. */
export function nameOf(subject, width, height, seed) {
  const word = subject.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'drawing';
  return `${word}-${width}x${height}-${seed}`;
}

export function txtOf(text) {
  return new Blob([text, '\n'], { type: 'text/plain' });
}

export function svgOf(text, title) {
  const rows = text.split('\n');
  const width = (longest(rows) + 4) * cell.width;
  const height = (rows.length + 2) * cell.height;
  const lines = rows.map((row, i) => row === '' ? '' :
    `<text x="${2 * cell.width}" y="${(i + 1.75) * cell.height}" textLength="${row.length * cell.width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(row)}</text>\n`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<g font-family="${family}" font-size="${cell.size}" fill="${ink}">
${lines.join('')}</g>
</svg>
`;
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** A PNG in the font of the page; ratio: how wide a character is, in its size. */
export function pngOf(text, font, ratio) {
  const rows = text.split('\n');
  const columns = longest(rows) + 4;
  const width = Math.min(40, Math.max(16, Math.floor(1600 / columns))); // whole pixels, or strokes blur
  const height = Math.round(width * 1.8);
  const canvas = document.createElement('canvas');
  canvas.width = columns * width;
  canvas.height = (rows.length + 2) * height;
  const context = canvas.getContext('2d', { alpha: false });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink;
  context.font = `${width / ratio}px ${font}`;
  context.textBaseline = 'alphabetic';
  rows.forEach((row, r) => [...row].forEach((character, c) => context.fillText(character, (c + 2) * width, Math.round((r + 1.75) * height))));
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}

function select(element) {
  if (element instanceof HTMLInputElement) {
    element.hidden = false;
    element.focus();
    return element.select();
  }
  getSelection().selectAllChildren(element);
}

function longest(rows) {
  return Math.max(...rows.map(row => row.length));
}

function escaped(text) {
  return text.replace(/[&<>"]/g, character => escapes[character]);
}
