// One build of all the apps, each a page of its own.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';

const apps = ['angular', 'plain', 'react', 'svelte', 'vue'];

export default {
  appType: 'mpa',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'unstuck-help' } } }), svelte()],
  esbuild: { jsx: 'automatic' },
  build: { rollupOptions: { input: apps.map((app) => `./${app}/index.html`) } },
};
