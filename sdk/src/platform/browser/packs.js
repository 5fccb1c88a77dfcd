// Packs in a page: the browser's own cryptography looks at signatures, its cache keeps packs for when the network is away.
// A page that has neither (an old browser, plain HTTP, a sandbox) goes on without; what throws here is a no.
const named = (folder) => 'unstuck-packs ' + folder;
const address = (folder, name) => folder + '/' + name;

export const signed = async (key, message, signature) => {
  // The module's memory may move while the browser works.
  message = message.slice();
  signature = signature.slice();
  const name = 'Ed25519';
  const { subtle } = crypto;
  key = await subtle.importKey('jwk', { kty: 'OKP', crv: name, x: key }, name, false, ['verify']);
  return subtle.verify(name, key, signature, message);
};

export const kept = async (folder, name) => {
  const cache = await caches.open(named(folder));
  return new Uint8Array(await (await cache.match(address(folder, name))).arrayBuffer());
};

// A product's files stand in a cache of their own, which goes when another root comes.
export const keep = async (folder, name, bytes) => {
  bytes = bytes.slice();
  try {
    if (name === 'pack') {
      const before = await kept(folder, name).catch(() => []);
      if (before.length !== bytes.length || before.some((byte, at) => byte !== bytes[at])) await caches.delete(named(folder));
    }
    await (await caches.open(named(folder))).put(address(folder, name), new Response(bytes));
  } catch { /* the network is asked the next time too */ }
};
