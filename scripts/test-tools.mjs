// What the tests need beside npm's packages: Chromium, PostgreSQL with PostGIS, a Chinese font.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail } from './install.mjs';

const TOOLS = [
  { what: 'Chromium', packages: ['chromium-headless-shell'], isThere: () => findChromium() !== undefined },
  {
    what: 'PostgreSQL with PostGIS',
    packages: ['postgresql', 'postgresql-postgis'],
    isThere: () => process.env.TEST_POSTGRES_URL !== undefined || findPostgres() !== undefined,
  },
  {
    what: 'pgRouting',
    packages: ['postgresql-pgrouting'],
    isThere: () => process.env.TEST_POSTGRES_URL !== undefined || hasPgRouting(),
  },
  { what: 'a Chinese font', packages: ['fontconfig', 'fonts-noto-cjk'], isThere: hasChineseFont },
];

/** Installs what is absent where apt-get may be used, and says what to do elsewhere. */
export function ensureTestTools() {
  const absent = TOOLS.filter((tool) => !tool.isThere());
  if (absent.length === 0) return;
  const names = absent.map((tool) => tool.what).join(', ');
  const packages = absent.flatMap((tool) => tool.packages);
  const apt = aptCommand();
  if (!apt) {
    fail(
      `the tests need ${names}. Install them and run npm test again; on Debian or Ubuntu: ` +
        `sudo apt-get install ${packages.join(' ')}. CHROMIUM_PATH and TEST_POSTGRES_URL can name ones elsewhere.`,
    );
  }
  console.log(`Installing ${names} with apt-get ...`);
  run([...apt, 'update', '-qq']);
  run([...apt, 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  const still = absent.filter((tool) => !tool.isThere());
  if (still.length > 0)
    fail(`apt-get ended well, but ${still.map((tool) => tool.what).join(', ')} can not be found.`);
}

export function findChromium() {
  // The shell has no windows, tabs and menus to draw for each page.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
  ];
  const mac = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH ?? '', ...onPath, ...mac].find((path) => path !== '' && existsSync(path));
}

/** The folder of initdb and pg_ctl of the newest PostgreSQL that has PostGIS, or undefined. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.find(
    (version) =>
      existsSync(join(debian, version, 'bin', 'initdb')) &&
      existsSync(join('/usr/share/postgresql', version, 'extension', 'postgis.control')),
  );
  if (found) return join(debian, found, 'bin');
  const asked = (option) => spawnSync('pg_config', [option], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const bin = asked('--bindir');
  const hasPostgis = existsSync(join(asked('--sharedir'), 'extension', 'postgis.control'));
  return hasPostgis && existsSync(join(bin, 'initdb')) ? bin : undefined;
}

/** Whether the PostgreSQL that is found has pgRouting, the oracle of our own ways over the roads. */
function hasPgRouting() {
  const bin = findPostgres();
  if (bin === undefined) return false;
  const { stdout } = spawnSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
  const folders = [(stdout ?? '').trim(), join('/usr/share/postgresql', bin.split('/').at(-2) ?? '')];
  return folders.some((folder) => existsSync(join(folder, 'extension', 'pgrouting.control')));
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  return (spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';
}

function aptCommand() {
  if (spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const env = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return env;
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', ...env] : undefined;
}

function run([command, ...args]) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed; the lines above say why.`);
}
