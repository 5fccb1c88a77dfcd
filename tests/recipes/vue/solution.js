import { attach } from '@unstuck/widget';

const attached = new WeakMap();
const detach = (element) => attached.get(element)?.();

/** `v-solution="error"`; nothing is attached while there is none. */
export const vSolution = {
  mounted(element, { value }) {
    if (value) attached.set(element, attach(element, { code: value.code, message: value.message }));
  },
  updated(element, { value, oldValue }) {
    if (value === oldValue) return;
    detach(element);
    vSolution.mounted(element, { value });
  },
  unmounted: detach,
};
