// What the Vue pages have in common: an app for each surface, and a way to render all of them again with the same texts.
import { createApp, reactive, ref } from 'vue';

const round = ref(0);
const updates = new Set();

/** Mounts an app with these plugins, whose render reads a counter and a state of its own; gives back its unmount. */
export const mount = (at, render, ...plugins) => {
  const state = reactive({ open: true });
  const app = createApp({ render: () => [round.value, render(state)][1] });
  for (const plugin of plugins) app.use(...[plugin].flat());
  app.mount(at);
  return () => app.unmount();
};

/** For a surface outside any app of ours, which the kit's own `update` renders again until it is closed, here or by a person. */
export const held = (update, close) => {
  updates.add(update);
  return () => { if (updates.delete(update)) close(); };
};

/** Renders every surface again. */
export const rerender = () => {
  round.value += 1;
  for (const update of updates) update();
};
