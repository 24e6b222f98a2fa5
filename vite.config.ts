import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin, type Rolldown } from 'vite';

/** Most that a browser may have to load before the first screen, gzipped. */
const INITIAL_BUDGET_KB = 620;

const API_ORIGIN = process.env.JINGWEI_API ?? `http://127.0.0.1:${process.env.PORT ?? '8080'}`;

const ENTRY = fileURLToPath(new URL('client/entry.ts', import.meta.url));
/** Loaded by the entry in any case. */
const MAIN = fileURLToPath(new URL('client/main.tsx', import.meta.url));

/** Prints the gzipped size of entry and MAIN with everything they import statically, and fails a build that exceeds the budget. */
function initialSize(): Plugin {
  return {
    name: 'initial-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const initial = new Set<Rolldown.OutputChunk>();
      const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
        if (!chunk || initial.has(chunk)) return;
        initial.add(chunk);
        for (const name of chunk.imports) visit(byName.get(name));
      };
      for (const chunk of chunks) if (chunk.isEntry || chunk.facadeModuleId === MAIN) visit(chunk);
      let kilobytes = 0;
      for (const chunk of initial) kilobytes += gzipSync(chunk.code).length / 1000;
      const line = `initial JavaScript ${kilobytes.toFixed(0)} kB gz of ${INITIAL_BUDGET_KB} (${initial.size} chunks)`;
      if (kilobytes > INITIAL_BUDGET_KB) this.error(line);
      this.info(line);
    },
  };
}

/** What MAIN imports statically, and what that imports, but for what the entry needs before it: one file is better than fifty. */
function isInMain(): (id: string, context: Rolldown.ChunkingContext) => 'main' | null {
  let mine: Set<string> | undefined;
  return (id, context) => {
    if (!mine) {
      const needed = (root: string): Set<string> => {
        const all = new Set([root]);
        for (const each of all)
          for (const next of context.getModuleInfo(each)?.importedIds ?? []) all.add(next);
        return all;
      };
      mine = needed(MAIN);
      for (const each of needed(ENTRY)) mine.delete(each);
    }
    return mine.has(id) ? 'main' : null;
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [react(), initialSize()],
  resolve: { conditions: ['visgl:webgl-only', ...defaultClientConditions] },
  worker: { format: 'es' },
  server: {
    // The Host header stays the browser's own: the API refuses a request whose Origin names another host.
    proxy: Object.fromEntries(
      ['/api', '/tiles'].map((path) => [path, { target: API_ORIGIN, changeOrigin: false }]),
    ),
  },
  build: {
    outDir: fileURLToPath(new URL('dist/client', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // deck.gl gets no group of its own: a group would pull what it shares with MapLibre into a chunk that loads at once.
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules[\\/]maplibre-gl[\\/]/ },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
            { name: isInMain(), debugName: 'main', includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
});
