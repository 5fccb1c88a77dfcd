import { attach } from '@unstuck/widget';
import { useEffect, useRef } from 'react';

/** A ref for the element that shows the error; nothing is attached while there is none. */
export function useSolution(error) {
  const element = useRef(null);
  useEffect(() => {
    if (error) return attach(element.current, { code: error.code, message: error.message });
  }, [error]);
  return element;
}
