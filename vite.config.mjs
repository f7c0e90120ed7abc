// What is built for browsers: the desk, and the scripts and styles of the phone pages, each file named by its content and packed beforehand.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const OUT = 'dist/web';
const ISLANDS = 'apps/field/islands';

/** Every file or folder of the islands' folder is one page's script; folders are for an island's own parts. */
function islands() {
  return readdirSync(ISLANDS)
    .filter((name) => /\.tsx?$/.test(name) && !/\.(spec|d)\.tsx?$/.test(name))
    .map((name) => `${ISLANDS}/${name}`);
}

/** Packs once at build time what every browser asks for packed. */
function packed() {
  return {
    name: 'packed',
    closeBundle() {
      const folder = join(OUT, 'assets');
      for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const content = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
      }
    },
  };
}

export default defineConfig({
  appType: 'custom',
  publicDir: false,
  resolve: { conditions: ['page', 'source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: OUT,
    assetsDir: 'assets',
    manifest: true,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['apps/console/main.tsx', 'apps/field/field.css', ...islands()],
      // Rules and words do nothing by being read: what a page does not use of them, it does not carry.
      treeshake: { moduleSideEffects: (id) => !/\/libs\/(domain|words)\//.test(id) },
      // "use client" speaks to other bundlers and means nothing here.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
    },
  },
  plugins: [packed()],
});
