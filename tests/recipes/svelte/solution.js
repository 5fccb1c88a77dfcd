import { attach } from '@unstuck/widget';

/** `{@attach solution(error)}`; nothing is attached while there is none. */
export const solution = (error) => (element) => {
  if (error) return attach(element, { code: error.code, message: error.message });
};
