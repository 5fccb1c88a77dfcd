// Builds every page of `pages/`, or those named, into a folder: `node build.mjs OUT [name…]`, where the kits are installed.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The kits are not installed beside this file, which stays free of what is built.
const modules = join(process.cwd(), 'node_modules');
const { build } = createRequire(join(modules, 'index.js'))('esbuild');
const here = dirname(fileURLToPath(import.meta.url));
const [out, ...named] = process.argv.slice(2);
const pages = readdirSync(join(here, 'pages')).filter((file) => !named.length || named.includes(file.split('.')[0]));
await build({
  entryPoints: pages.map((file) => ({ in: join(here, 'pages', file), out: basename(file).split('.')[0] })),
  outdir: out,
  nodePaths: [modules],
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.js': 'jsx', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl', '.gif': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', global: 'globalThis' },
  conditions: ['browser', 'import', 'module'],
  logLevel: 'warning',
});
