// The script tag for pages which pin what they load: Subresource Integrity, of the very file that runs here.

/** Prints the page's own tag with the integrity of its file, and gives it. The digest needs https, or localhost. */
export const tag = async (script) => {
  const file = await (await fetch(script.src)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', file));
  const pinned = script.cloneNode();
  pinned.removeAttribute('nonce');
  Object.assign(pinned, { src: script.src, crossOrigin: 'anonymous', integrity: `sha384-${btoa(String.fromCharCode(...digest))}` });
  console.log(`Unstuck ${window.unstuck.version}\n${pinned.outerHTML}`);
  return pinned.outerHTML;
};
