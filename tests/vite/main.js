import { init, identify, report, on } from '@unstuck/widget';

init({ endpoint: import.meta.env.VITE_UNSTUCK_ENDPOINT, key: 'pk_dev_local', release: '1.4.0' });
identify({ id: 'employee-77', traits: { plan: 'pro' } });
on('outcome', ({ solution, kind }) => { document.body.dataset.outcome = `${solution} ${kind}`; });

document.getElementById('pay').addEventListener('click', () => document.getElementById('failed').showModal());

// Errors that no dialog shows, one known and one not, for the journey to ask about.
window.quietly = async () => {
  const known = await report({ code: 'CARD_EXPIRED', message: 'Your card has expired.' });
  const unknown = await report(new Error('parity mismatch in shard zebra'));
  document.body.dataset.quietly = JSON.stringify([known, unknown]);
};
