// A thrown value as JSON, in the form that `dialect::thrown` reads: bounded, and whatever it is made of.
export function thrown(value) {
  let left = 24;
  // Half a character would make the whole unreadable.
  const whole = (v) => v.slice(0, 20000).replace(/\p{Surrogate}/gu, '\ufffd');
  const text = (v) => (typeof v === 'string' ? whole(v) : undefined);
  const tell = (v, depth) => {
    if (left-- <= 0 || depth > 8) return undefined;
    try {
      if (v === null || typeof v !== 'object') return whole(String(v));
      const dom = typeof DOMException !== 'undefined' && v instanceof DOMException;
      const { name, message, code, cause, errors } = v;
      return {
        name: text(name),
        message: text(message),
        code: typeof code === 'number' ? code : text(code),
        dom: dom || undefined,
        cause: cause === undefined ? undefined : tell(cause, depth + 1),
        errors: Array.isArray(errors) ? errors.slice(0, 8).map((e) => tell(e, depth + 1)).filter((e) => e !== undefined) : undefined,
      };
    } catch {
      return undefined;
    }
  };
  return JSON.stringify(tell(value, 0)) || '';
}
