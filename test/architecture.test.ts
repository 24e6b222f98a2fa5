import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The dependency rule of the README, executable. A broken rule is reported as `file: what it does`. */

interface Import {
  /** Path from the root for our own files, package name otherwise. */
  target: string;
  typeOnly: boolean;
}
interface SourceFile {
  path: string;
  text: string;
  imports: Import[];
}

const ROOTS = ['core', 'server', 'client', 'data', 'bench', 'test'];
const IMPORT =
  /\b(?:import|export)\s+(?<type>type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"](?<from>[^'"]+)['"]|\bimport\(\s*['"](?<lazy>[^'"]+)['"]|new URL\(\s*['"](?<url>\.[^'"]+\.tsx?)['"]/g;

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(({ groups }) => {
    const from = groups?.from ?? groups?.lazy ?? groups?.url ?? '';
    const target = from.startsWith('.') ? join(dirname(path), from.replace(/\?.*$/, '')) : packageName(from);
    return { target, typeOnly: groups?.type !== undefined };
  });
}

function packageName(specifier: string): string {
  const [scope, name] = specifier.split('/');
  return specifier.startsWith('@') ? `${scope}/${name}` : (scope ?? specifier);
}

/** Comments must not count as code; strings stay, since imports are strings. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const FILES: SourceFile[] = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const path = join(root, file);
      const text = readFileSync(path, 'utf8');
      return { path, text, imports: importsOf(path, withoutComments(text)) };
    }),
);

const inside = (...folders: string[]): SourceFile[] =>
  FILES.filter(({ path }) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
const isOurs = (target: string): boolean => ROOTS.includes(target.split('/')[0] ?? '');
const liesIn = (target: string, folders: readonly string[]): boolean =>
  folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

function broken(
  files: readonly SourceFile[],
  isAllowed: (edge: Import, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((edge) => !isAllowed(edge, file))
      .map((edge) => `${file.path}: imports ${edge.target}`),
  );
}

/** Our own files that a folder may import; packages are the matter of other tests. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: ['core'],
  server: ['server', 'core'],
  client: ['client', 'core'],
  data: ['data', 'core', 'server/database', 'server/queries', 'server/import'],
};
const COMPOSITION_ROOT = 'server/main.ts';

/** Programs: they read arguments, environment and are run, not imported. */
const PROGRAMS = [
  COMPOSITION_ROOT,
  'server/account-cli.ts',
  'server/plan-cli.ts',
  'data/seed.ts',
  'data/import.ts',
];

describe('who may import whom', () => {
  test('the check itself sees static, lazy, type-only, side-effect and worker imports', () => {
    const text = [
      "import type { App } from '../server/app.ts';",
      "import { a,\n  b } from './b.ts';",
      "import '../server/c.ts';",
      "export * from '@scope/name/deep';",
      "const lazy = import('../server/d.ts');",
      "new Worker(new URL('./worker.ts', import.meta.url));",
    ].join('\n');
    expect(importsOf('client/x.ts', text)).toEqual([
      { target: 'server/app.ts', typeOnly: true },
      { target: 'client/b.ts', typeOnly: false },
      { target: 'server/c.ts', typeOnly: false },
      { target: '@scope/name', typeOnly: false },
      { target: 'server/d.ts', typeOnly: false },
      { target: 'client/worker.ts', typeOnly: false },
    ]);
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (root, allowed) => {
    const files = inside(root).filter(({ path }) => path !== COMPOSITION_ROOT);
    expect(broken(files, ({ target }) => !isOurs(target) || liesIn(target, allowed))).toEqual([]);
  });

  test('the composition root joins server, core and data, and nothing imports it', () => {
    const main = inside(COMPOSITION_ROOT);
    expect(
      broken(main, ({ target }) => !isOurs(target) || liesIn(target, ['server', 'core', 'data'])),
    ).toEqual([]);
    const others = inside('core', 'server', 'client', 'data', 'bench');
    expect(broken(others, ({ target }) => target !== COMPOSITION_ROOT)).toEqual([]);
  });

  test('core uses no Node module and only small pure packages', () => {
    const pure = ['zod', 'flatbush', 'flatqueue', 'gcoord', 'proj4', '@hono/zod-openapi'];
    const isPure = ({ target }: Import): boolean => isOurs(target) || pure.includes(target);
    expect(broken(inside('core'), isPure)).toEqual([]);
  });

  test('the client has no schema library: it takes types from core/contract, and values from six plain files', () => {
    const plain = ['area-code', 'grid-name', 'permission', 'live', 'reason', 'search-noun'].map(
      (name) => `core/contract/${name}.ts`,
    );
    const isLight = ({ target, typeOnly }: Import): boolean =>
      target !== 'zod' && (!target.startsWith('core/contract/') || typeOnly || plain.includes(target));
    expect(broken(inside('client'), isLight)).toEqual([]);
  });

  test('in the server: routes -> queries -> database', () => {
    const above = ['server/routes', 'server/app.ts', 'server/live', 'server/tiles'];
    expect(broken(inside('server/queries'), ({ target }) => !liesIn(target, above))).toEqual([]);
    const port = ['server/database', 'core'];
    expect(
      broken(inside('server/database'), ({ target }) => !isOurs(target) || liesIn(target, port)),
    ).toEqual([]);
    const adapters = ['server/database/postgres.ts', 'server/database/pglite', 'pg', '@electric-sql/pglite'];
    const users = inside('server').filter(({ path }) => !liesIn(path, ['server/database', ...PROGRAMS]));
    expect(broken(users, ({ target }) => !liesIn(target, adapters))).toEqual([]);
  });

  test('routes hold no SQL', () => {
    expect(broken(inside('server/routes'), ({ target }) => target !== 'server/database/sql.ts')).toEqual([]);
  });

  test('layers and state of the client know neither React nor the map library', () => {
    const heavy = /^(react|react-dom|maplibre-gl|@deck\.gl\/maplibre)$/;
    const pureFolders = inside('client/map/layers', 'client/state').filter(
      ({ path }) => path !== 'client/state/view.ts',
    );
    expect(broken(pureFolders, ({ target }) => !heavy.test(target))).toEqual([]);
  });

  test.each([
    ['maplibre-gl', 'client/map/map-host.ts'],
    ['@deck.gl/maplibre', 'client/map/deck-overlay.ts'],
  ])('%s is touched by %s alone', (library, owner) => {
    const others = inside('client').filter(({ path }) => path !== owner);
    expect(broken(others, ({ target, typeOnly }) => typeOnly || target !== library)).toEqual([]);
  });

  test('what workspaces share knows none of them', () => {
    const shared = inside(
      ...['analysis', 'api', 'live', 'map', 'period', 'state', 'ui'].map((name) => `client/${name}`),
    );
    expect(broken(shared, ({ target }) => !liesIn(target, ['client/workspaces']))).toEqual([]);
  });

  test('workspaces do not import each other', () => {
    const workspaceOf = (path: string): string | undefined => /^client\/workspaces\/([^/]+)/.exec(path)?.[1];
    const isOwn = ({ target }: Import, { path }: SourceFile): boolean => {
      const other = workspaceOf(target);
      return other === undefined || other === workspaceOf(path);
    };
    expect(broken(inside('client/workspaces'), isOwn)).toEqual([]);
  });
});

describe('how files are written', () => {
  const sources = inside('core', 'server', 'client', 'data', 'bench');

  test('only programs read the environment', () => {
    const readers = inside('core', 'server', 'client', 'data').filter(({ text }) =>
      /\bprocess\.env\b/.test(withoutComments(text)),
    );
    expect(readers.map(({ path }) => path).filter((path) => !PROGRAMS.includes(path))).toEqual([]);
  });

  test('names are kebab-case and no folder is a drawer', () => {
    const drawers = /\/(utils?|types|hooks|constants|helpers|services|common|shared)\//;
    const odd = FILES.map(({ path }) => path).filter(
      (path) =>
        drawers.test(path) || !/^[a-z0-9-]+(\.(test|spec|d))?\.tsx?$/.test(path.split('/').pop() ?? ''),
    );
    expect(odd).toEqual([]);
  });

  test('no default exports and no barrels', () => {
    const code = sources.map((file) => ({ ...file, text: withoutComments(file.text) }));
    expect(code.filter(({ text }) => /\bexport default\b/.test(text)).map(({ path }) => path)).toEqual([]);
    expect(code.filter(({ path }) => /\/index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([]);
  });

  /** Longer than 300 lines, each with the reason why it is still one idea. */
  const LONG: Record<string, string> = {
    'client/ui/words/en.ts': 'every word of the screen in one place',
    'client/ui/words/zh.ts': 'every word of the screen in one place',
  };

  test('files are at most 300 lines, but for those listed with a reason', () => {
    const long = FILES.filter(({ path, text }) => !(path in LONG) && text.split('\n').length > 301);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length - 1} lines`)).toEqual([]);
    const needless = Object.keys(LONG).filter(
      (path) => (FILES.find((file) => file.path === path)?.text.split('\n').length ?? 0) <= 301,
    );
    expect(needless).toEqual([]);
  });

  test('every exported function of core says what it takes and gives', () => {
    const bare = inside('core').flatMap(({ path, text }) =>
      [...text.matchAll(/(?<before>[^\n]*)\n(?:export (?:async )?function\*? (?<name>\w+))/g)]
        .filter(({ groups }) => !groups?.before?.trimEnd().endsWith('*/'))
        .map(({ groups }) => `${path}: ${groups?.name}`)
        .filter((entry, _, all) => all.indexOf(entry) === all.lastIndexOf(entry)),
    );
    expect(bare).toEqual([]);
  });
});
