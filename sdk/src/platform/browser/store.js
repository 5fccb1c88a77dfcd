// What could not be delivered waits in IndexedDB, or in localStorage where there is none; after a trap only the latter is quick enough.
// Nothing is opened before something is to be kept or looked for; what throws here leaves the entry in memory.
const TABLE = 'entries';
const named = (name) => 'unstuck ' + name;

const done = (request) => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = request.onblocked = () => no(request.error);
});

const table = async (name, mode, work) => {
  const opening = indexedDB.open(named(name), 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await done(opening);
  try {
    const change = database.transaction(TABLE, mode);
    const ended = new Promise((yes, no) => {
      change.oncomplete = yes;
      change.onerror = change.onabort = () => no(change.error);
    });
    const result = work(change.objectStore(TABLE));
    await ended;
    return result;
  } finally {
    database.close();
  }
};

const rows = (name) => {
  const prefix = named(name) + ' ';
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
      .map((key) => [key.slice(prefix.length), JSON.parse(localStorage[key])]);
  } catch {
    return [];
  }
};

/** Keeps entries, `[[key, kind, text]]`, at once and in any case; for the last words of a page. */
export const saveNow = (name, entries) => {
  try {
    for (const [key, kind, text] of JSON.parse(entries)) localStorage[named(name) + ' ' + key] = JSON.stringify({ kind, text, at: Date.now() });
  } catch { /* no room, or no storage: the beacon is all there is */ }
};

/** Keeps entries, and gives whether they are kept. */
export const save = async (name, entries) => {
  const at = Date.now();
  try {
    await table(name, 'readwrite', (all) => { for (const [key, kind, text] of JSON.parse(entries)) all.put({ kind, text, at }, key); });
    return true;
  } catch {
    saveNow(name, entries);
    return rows(name).length > 0;
  }
};

/** Gives `{ found: [[key, kind, text]], lost }`, oldest first, within these bounds; what is past them goes and is counted. */
export const load = async (name, most, bytes, age) => {
  let all = rows(name);
  try {
    const [keys, values] = await table(name, 'readonly', (t) => Promise.all([done(t.getAllKeys()), done(t.getAll())]));
    all = all.concat(keys.map((key, at) => [key, values[at]]));
  } catch { /* what is in the other place is still there */ }
  const now = Date.now();
  // One from the future is of a clock that was wrong, and is kept as if it were of now.
  const entries = all.map(([key, { kind, text, at }]) => ({ key, kind: String(kind), text: String(text), at: Math.min(+at || 0, now) }))
    .sort((a, b) => b.at - a.at);
  let room = bytes;
  const stays = entries.filter(({ text, at }, index) => index < most && now - at <= age && (room -= text.length) >= 0);
  const gone = entries.filter((entry) => !stays.includes(entry));
  if (gone.length) await forget(name, JSON.stringify(gone.map(({ key }) => key)));
  return JSON.stringify({ found: stays.reverse().map(({ key, kind, text }) => [key, kind, text]), lost: gone.length });
};

/** Lets go of entries by their keys. */
export const forget = async (name, keys) => {
  keys = JSON.parse(keys);
  try {
    for (const key of keys) localStorage.removeItem(named(name) + ' ' + key);
  } catch { /* no storage */ }
  try {
    await table(name, 'readwrite', (all) => keys.forEach((key) => all.delete(key)));
  } catch { /* they come again, and the service stores them once */ }
};

/** Lets go of everything. */
export const wipe = async (name) => {
  await forget(name, JSON.stringify(rows(name).map(([key]) => key)));
  try {
    await done(indexedDB.deleteDatabase(named(name)));
  } catch { /* no database */ }
};
