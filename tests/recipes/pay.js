// What all the apps do: a payment that the bank refuses, and a bill that can't be shown.
import { init } from '@unstuck/widget';

init({ endpoint: import.meta.env.VITE_UNSTUCK_ENDPOINT, key: 'pk_dev_local' });

const refused = () => Object.assign(new Error('Your card has expired.'), { code: 'CARD_EXPIRED' });

/** Asks the bank, which says no. */
export const pay = async () => { throw refused(); };

/** Draws a bill; a broken one throws. */
export const bill = (broken) => {
  if (broken) throw refused();
  return 'Your bill: ¥200';
};
