// A private PostgreSQL for one test run: own folder, own port, gone afterwards.
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from './install.mjs';

/** Starts a cluster that may forget on a power cut (tests only); returns its URL as superuser and how to end it. */
export async function startCluster(bin) {
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-pg-'));
  const owner = ownerIds();
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const run = (tool, args) => {
    const { status, stdout, stderr } = spawnSync(join(bin, tool), args, {
      ...owner,
      cwd: directory,
      encoding: 'utf8',
    });
    if (status !== 0) fail(`${tool} failed: ${`${stderr}${stdout}`.trim()}`);
  };
  const data = join(directory, 'data');
  const port = await freePort();
  const options = [
    `-p ${port}`,
    `-k ${directory}`,
    '-c listen_addresses=127.0.0.1',
    '-c fsync=off',
    '-c synchronous_commit=off',
    '-c full_page_writes=off',
    '-c max_connections=200',
  ];
  run('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(directory, 'log'), '-o', options.join(' '), 'start']);
  let isRunning = true;
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      if (!isRunning) return;
      isRunning = false;
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-s', 'stop'], {
        ...owner,
        cwd: directory,
      });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or, where there is none, `nobody`. */
function ownerIds() {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag, user) =>
    Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
  const user = ['postgres', 'nobody'].find((name) => Number.isInteger(idOf('-u', name)));
  if (!user) fail('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.');
  return { uid: idOf('-u', user), gid: idOf('-g', user) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
