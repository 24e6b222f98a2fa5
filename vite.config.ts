import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin, type Rolldown } from 'vite';

/** Most that a browser may have to load before the first screen, gzipped. */
const INITIAL_BUDGET_KB = 620;
/** And before the phone page of a unit. */
const UNIT_BUDGET_KB = 155;

const API_ORIGIN = process.env.JINGWEI_API ?? `http://127.0.0.1:${process.env.PORT ?? '8080'}`;

const ENTRY = fileURLToPath(new URL('client/entry.ts', import.meta.url));
/** Loaded by the entry in any case. */
const MAIN = fileURLToPath(new URL('client/main.tsx', import.meta.url));
/** The page of a unit's phone. */
const UNIT = fileURLToPath(new URL('client/unit/main.tsx', import.meta.url));
/** Its service worker keeps its name: the browser asks for it again under the same. */
const UNIT_WORKER = 'unit-worker';

/** Prints the gzipped size of each page's scripts with everything they import statically, and fails a build that exceeds its budget. */
function initialSize(): Plugin {
  return {
    name: 'initial-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const check = (title: string, budgetKb: number, isFirst: (chunk: Rolldown.OutputChunk) => boolean) => {
        const initial = new Set<Rolldown.OutputChunk>();
        const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
          if (!chunk || initial.has(chunk)) return;
          initial.add(chunk);
          for (const name of chunk.imports) visit(byName.get(name));
        };
        for (const chunk of chunks) if (isFirst(chunk)) visit(chunk);
        let kilobytes = 0;
        for (const chunk of initial) kilobytes += gzipSync(chunk.code).length / 1000;
        const line = `${title} JavaScript ${kilobytes.toFixed(0)} kB gz of ${budgetKb} (${initial.size} chunks)`;
        if (kilobytes > budgetKb) this.error(line);
        this.info(line);
      };
      const isOfUnit = ({ name }: Rolldown.OutputChunk) => name === 'unit';
      check(
        'initial',
        INITIAL_BUDGET_KB,
        (chunk) =>
          (chunk.isEntry && !isOfUnit(chunk) && chunk.name !== UNIT_WORKER) || chunk.facadeModuleId === MAIN,
      );
      check('phone page', UNIT_BUDGET_KB, (chunk) => chunk.isEntry && isOfUnit(chunk));
    },
  };
}

/** In development the page of a unit is found at its address, as the server has it. */
function unitPage(): Plugin {
  return {
    name: 'unit-page',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (/^\/unit(\?|$)/.test(request.url ?? ''))
          request.url = request.url?.replace('/unit', '/unit.html');
        next();
      });
    },
  };
}

/** What MAIN imports statically, and what that imports, but for what the entry needs before it and what the phone page needs too: one file is better than fifty. */
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
      for (const each of [...needed(ENTRY), ...needed(UNIT)]) mine.delete(each);
    }
    return mine.has(id) ? 'main' : null;
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [react(), initialSize(), unitPage()],
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
      input: {
        index: fileURLToPath(new URL('client/index.html', import.meta.url)),
        unit: fileURLToPath(new URL('client/unit.html', import.meta.url)),
        [UNIT_WORKER]: fileURLToPath(new URL('client/unit/unit-worker.ts', import.meta.url)),
      },
      output: {
        entryFileNames: ({ name }) => (name === UNIT_WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
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
