// Subjects offered while somebody types: an ARIA combobox with a list. Arrow keys walk through it, Enter or a click takes what
// is marked, Escape closes it. Without a server, or when it knows nothing, there is simply no list.

import { get } from './stream.js';

const most = 8;
const pause = 120; // milliseconds after a key before the server is asked

/** Makes the field offer subjects; a taken one is put into it and told. */
export function startSuggestions(field, list, taken) {
  let timer = 0;
  let asking = null;
  let marked = -1;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  }

  function open(subjects) {
    list.replaceChildren(...subjects.map(optionOf));
    list.hidden = subjects.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    mark(-1);
  }

  function mark(index) {
    marked = index;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    if (index < 0) return field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  }

  function take(option) {
    field.value = option.textContent;
    close();
    taken();
  }

  function optionOf(subject, index) {
    const option = document.createElement('li');
    option.id = `subject-${index}`;
    option.setAttribute('role', 'option');
    option.textContent = subject;
    option.addEventListener('pointerdown', event => event.preventDefault());
    option.addEventListener('click', () => take(option));
    return option;
  }

  async function ask() {
    asking?.abort();
    const typed = field.value.trim().replace(/\s+/g, ' ');
    if (typed === '') return close();
    const own = (asking = new AbortController());
    try {
      const { subjects } = await get(`v1/subjects?${new URLSearchParams({ q: typed, limit: most })}`, own.signal);
      if (own.signal.aborted || document.activeElement !== field) return;
      open(subjects.length === 1 && subjects[0] === typed.toLowerCase() ? [] : subjects);
    } catch {
      if (!own.signal.aborted) close();
    }
  }

  function key(event) {
    const count = list.children.length;
    if (event.key === 'ArrowDown' && list.hidden) ask();
    else if (event.key === 'ArrowDown') mark(marked + 1 < count ? marked + 1 : -1);
    else if (event.key === 'ArrowUp' && !list.hidden) mark(marked < 0 ? count - 1 : marked - 1);
    else if (event.key === 'Enter' && marked >= 0) take(list.children[marked]);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  field.addEventListener('keydown', event => event.isComposing || key(event));
  field.addEventListener('blur', close);
  return close;
}
