// Builds every page of `pages/`, or those named, into a folder: `node build.mjs OUT [name…]`, where the kits are installed.
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The kits are not installed beside this file, which stays free of what is built.
const modules = join(process.cwd(), 'node_modules');
const { build } = createRequire(join(modules, 'index.js'))('esbuild');
const here = dirname(fileURLToPath(import.meta.url));
const [out, ...named] = process.argv.slice(2);
const pages = readdirSync(join(here, 'pages')).filter((file) => !named.length || named.includes(file.split('.')[0]));
const options = {
  outdir: out,
  nodePaths: [modules],
  // jQuery's plugins ask for it with `require`, which must give the function itself.
  alias: { jquery: join(modules, 'jquery/dist/jquery.js') },
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.js': 'jsx', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl', '.gif': 'dataurl' },
  define: {
    'process.env': '{}', 'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    global: 'globalThis',
  },
  conditions: ['browser', 'import', 'module'],
  logLevel: 'warning',
};
// One after the other, so that a page which does not build stops no other, and memory stays small.
for (const file of pages) {
  const name = basename(file).split('.')[0];
  try {
    await build({ ...options, entryPoints: [{ in: join(here, 'pages', file), out: name }] });
  } catch {
    // esbuild has said why. What was built before would pass for this page.
    for (const end of ['js', 'css']) rmSync(join(out, `${name}.${end}`), { force: true });
    process.exitCode = 1;
  }
}
