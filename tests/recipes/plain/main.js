import { attach } from '@unstuck/widget';
import { bill, pay } from '../pay.js';

const button = (id, onclick) => Object.assign(document.createElement('button'), { id, textContent: id, onclick });
const place = document.createElement('section');
document.querySelector('#app').append(button('pay', taken), button('dismiss', dismissed), button('show', shown), place);

let detach = () => {};

async function taken() {
  try {
    await pay();
  } catch (error) {
    const note = document.createElement('p');
    note.textContent = 'The payment was not taken.';
    place.replaceChildren(note);
    detach = attach(note, { code: error.code, message: error.message });
  }
}

function dismissed() {
  detach();
  place.replaceChildren();
}

function shown() {
  try {
    place.textContent = bill(true);
  } catch (error) {
    const help = document.createElement('unstuck-help');
    help.setAttribute('code', error.code);
    help.setAttribute('message', error.message);
    place.replaceChildren('The bill can’t be shown.', help);
  }
}
