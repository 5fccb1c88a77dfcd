// What every kit's page has in common: the texts of the chosen language, and one surface shown at a time.
//
// A page calls `kit({ errors, calm, rerender })`. `errors` and `calm` map a kind of surface to a function which shows it
// with the kit's own means: it gets the texts and an empty element in the page's flow, and may give back a function that
// takes the surface away. What closes by itself must be told not to: whoever reads slowly is tested too.
import texts from './texts.json';

const language = new URLSearchParams(location.search).get('lang') || 'en';
document.documentElement.lang = language;
document.documentElement.dir = /^(ar|he)/.test(language) ? 'rtl' : 'ltr';

/** The texts of the page's language, by kind of surface. */
export const said = texts[language];

/** An element with properties and children, for pages without a framework. */
export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Declares what this page can show, to the person who looks at it and to the walk. */
export const kit = ({ errors, calm, rerender }) => {
  const place = document.querySelector('main');
  const shown = {};
  const show = async (kind) => {
    const at = make('div');
    place.append(at);
    const hide = await (errors[kind] || calm[kind])(said[kind], at);
    shown[kind] = () => { if (hide) hide(); at.remove(); };
  };
  const hide = (kind) => { if (shown[kind]) shown[kind](); delete shown[kind]; };
  window.kit = { errors: Object.keys(errors), calm: Object.keys(calm), texts: said, show, hide, rerender: rerender || null };
  const bar = document.querySelector('nav');
  for (const kind of [...window.kit.errors, ...window.kit.calm]) {
    bar.append(make('button', { textContent: kind, onclick: () => show(kind) }));
  }
};
