const { invoke } = window.__TAURI__.core;
const at = (id) => document.getElementById(id);

at('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  at('news').textContent = '';
  try {
    at('news').textContent = await invoke('withdraw', { amount: at('amount').value });
  } catch (refused) {
    show(refused);
  }
});

/** The message with its code, for the widget; and what the Rust side found, which is there without the widget too. */
function show({ code, message, solution }) {
  at('message').textContent = message;
  at('message').dataset.unstuckCode = code;
  at('known').hidden = !solution;
  at('read').textContent = solution?.title ?? '';
  at('read').title = solution?.address ?? '';
  at('read').onclick = () => invoke('read', { solution: solution.id });
  at('refused').showModal();
}
