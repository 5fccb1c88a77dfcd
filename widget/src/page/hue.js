// Colours, in any of the forms that a browser tells them in.

const numbers = (c) => (c.match(/[\d.]+/g) || []).map(Number);

/** Red, and not so faint that nobody sees it. */
export const red = (c) => {
  const [r, g, b, a = 1] = numbers(c);
  if (a < 0.1 || !(b >= 0)) return false;
  if (/^oklch/.test(c)) return g > 0.08 && b > 8 && b < 38;
  const least = Math.min(g, b);
  return (r - Math.max(g, b)) * (/^color/.test(c) ? 255 : 1) > 48 && Math.abs(g - b) < 0.42 * (r - least);
};

/** Covers what lies below. */
export const opaque = (c) => (numbers(c)[3] ?? 1) > 0.5;

/** Relative luminance, from 0 to 1, within a hundredth of what WCAG 2 counts; of `oklch` the cube of its lightness. */
export const luminance = (c) => {
  const [r, g, b] = numbers(c).map((v) => (/^color/.test(c) ? v : v / 255) ** 2.2);
  return /^okl/.test(c) ? numbers(c)[0] ** 3 : 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
