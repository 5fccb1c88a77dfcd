// What the React kits' pages share: a surface is a root of its own, and every mounted root can be rendered again.
import { Fragment, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const mounted = new Set();
let turn = 0;

/** Mounts a component, which gets `turn` (how often all was rendered again), and gives back what takes it away. */
export const mount = (at, Component) => {
  const root = createRoot(at);
  const draw = () => root.render(<Component turn={turn} />);
  mounted.add(draw);
  draw();
  return () => { mounted.delete(draw); root.unmount(); };
};

/** Renders all that is mounted again, with the same texts. */
export const rerender = () => {
  turn += 1;
  for (const draw of mounted) draw();
};

/** A surface for `kit`: a component which gets the texts as `t` and `turn`, and stands in the kit's provider where it has one. */
export const surface = (Component, Provider = Fragment) => (t, at) => mount(at, ({ turn }) => <Provider><Component t={t} turn={turn} /></Provider>);

/** The same for several components, by kind of surface. */
export const surfaces = (components, Provider) => Object.fromEntries(
  Object.entries(components).map(([kind, Component]) => [kind, surface(Component, Provider)]),
);

/** Whether a surface is open, which it is at first, and what closes it. */
export const useOpen = () => {
  const [open, setOpen] = useState(true);
  return [open, () => setOpen(false)];
};

/** A ref to a button which is clicked by itself as soon as all stands: what opens by a click alone is open then. */
export const useClicked = () => {
  const button = useRef(null);
  useEffect(() => {
    const waiting = setTimeout(() => button.current?.click(), 100);
    return () => clearTimeout(waiting);
  }, []);
  return button;
};
