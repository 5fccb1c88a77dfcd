// Surfaces that few kits bring, as a page without a kit would write them.
import { make } from './kit.js';

/** A conversation that a person reads; it speaks of failures and is none. */
export const chat = (t, at) => {
  const list = make('div', { role: 'log', ariaLabel: t.title, className: 'conversation' });
  for (const text of t.messages) list.append(make('p', { className: 'bubble', textContent: text }));
  at.append(make('section', {}, make('h2', { textContent: t.title }), list));
};

/** What happened so far, line by line. */
export const log = (t, at) => {
  const list = make('ol', { className: 'activity' });
  for (const text of t.lines) list.append(make('li', { textContent: text }));
  at.append(make('section', {}, make('h2', { textContent: t.title }), list));
};

/** What a search found, told in a live region as it comes. */
export const search = (t, at) => {
  const list = make('ul');
  at.append(make('div', { role: 'status' }, make('h2', { textContent: t.title }), list));
  for (const text of t.items) list.append(make('li', {}, make('a', { href: '#', textContent: text })));
};
