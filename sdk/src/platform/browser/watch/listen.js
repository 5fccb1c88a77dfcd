// Hears once how a request of the older kind ends; one that is opened anew is another, and what was heard of it before is let go.
const listening = new WeakMap();
const ENDS = ['load', 'error', 'timeout', 'abort'];

export const listen = (xhr, ended) => {
  const before = listening.get(xhr);
  if (before) before();
  const heard = (event) => {
    stop();
    // One that was given up has no status either, and nothing failed.
    if (event.type !== 'abort') ended(xhr.status);
  };
  const stop = () => {
    listening.delete(xhr);
    for (const name of ENDS) xhr.removeEventListener(name, heard);
  };
  listening.set(xhr, stop);
  for (const name of ENDS) xhr.addEventListener(name, heard);
};
