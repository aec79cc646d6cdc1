// What the page asks of the server, and how its answers come: server-sent events read from a fetch, because an EventSource
// cannot send a request body. A chunk of the network may end anywhere, within a character or between CR and LF too. Everything
// that goes wrong is thrown as a Problem with a line to show. Does not know the page.

export class Problem extends Error {
  constructor(detail, { status = 0, suggestions = [], retryAfter = null } = {}) {
    super(detail);
    Object.assign(this, { status, suggestions, retryAfter });
  }
}

/** Draws; yields { name, value } for start, row and done, and throws when the answer is an error or ends before done. */
export async function* draw(request, signal) {
  const response = await send('v1/drawings', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify(request),
    signal,
  });
  for await (const { name, data } of events(response.body, signal)) {
    const value = JSON.parse(data);
    if (name === 'error') throw new Problem(value.detail);
    yield { name, value };
    if (name === 'done') return;
  }
  throw lost();
}

/** The JSON of an address. */
export async function get(address, signal) {
  return (await send(address, { signal })).json();
}

/** The events of a stream of bytes, as { name, data }. */
export async function* events(stream, signal) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const parse = eventParser();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    throw signal?.aborted ? error : lost();
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** A function that takes the next piece of text and returns the events that are complete with it. */
export function eventParser() {
  let rest = '';
  let afterReturn = false;
  let name = '';
  let data = [];

  function take(line, found) {
    if (line === '') {
      if (data.length > 0) found.push({ name: name || 'message', data: data.join('\n') });
      name = '';
      data = [];
      return;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }

  return text => {
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    else if (text === '') return [];
    afterReturn = text.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = lines.pop();
    const found = [];
    for (const line of lines) take(line, found);
    return found;
  };
}

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem('The server cannot be reached. See that ascii-gen-server runs, then draw again.');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const detail = body.detail || body.title || `The server answered ${response.status} ${response.statusText}.`;
  const suggestions = Array.isArray(body.suggestions) ? body.suggestions.map(String) : [];
  return new Problem(detail, { status: response.status, suggestions, retryAfter: secondsOf(response.headers.get('Retry-After')) });
}

// Retry-After is a number of seconds or a date.
function secondsOf(header) {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds > 0 ? seconds : 2;
}

function lost() {
  return new Problem('The connection to the server broke off. Draw again.');
}
