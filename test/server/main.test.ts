import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdPort, type Program, runProgram } from '../support/program.ts';
import { copyTemplate, embeddedTemplate } from '../support/templates.ts';

let directory: string;
let dataDir: string;
const running: Program[] = [];

function start(env: Record<string, string>): Program {
  const program = runProgram('server/main.ts', { PORT: '0', DATA_DIR: dataDir, JINGWEI_DEMO: '0', ...env });
  running.push(program);
  return program;
}

async function serving(program: Program): Promise<string> {
  const [, url] = await program.printed(/→ {2}(http:\S+)/);
  return url ?? '';
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jingwei-main-'));
  dataDir = join(directory, 'data');
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ exited }) => exited));
  rmSync(directory, { recursive: true });
});

describe('a start that can not succeed ends at once with code 1 and one sentence', () => {
  async function refusal(env: Record<string, string>): Promise<string> {
    const program = start(env);
    expect(await program.exited).toBe(1);
    expect(program.output()).not.toMatch(/^\s+at /m);
    expect(existsSync(dataDir)).toBe(false);
    return program.output().trim();
  }

  test('an unknown setting, with the nearest name', async () => {
    expect(await refusal({ JINGWEI_DEMOO: '1' })).toBe(
      'jingwei: There is no setting JINGWEI_DEMOO; did you mean JINGWEI_DEMO? The README lists all settings.',
    );
  });

  test('a setting with a value that can not be', async () => {
    expect(await refusal({ PORT: 'eighty' })).toBe('jingwei: PORT must be a whole number from 0 to 65535.');
  });

  test('a port that another program holds, found before any database is made', async () => {
    const { port, server } = await holdPort();
    try {
      expect(await refusal({ PORT: String(port) })).toMatch(`Port ${port} is taken by another program.`);
    } finally {
      server.close();
    }
  });

  test('an address that is not of this machine', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toMatch('HOST=192.0.2.1 is no address of this machine.');
  });

  test('a PostgreSQL that does not answer; its password is not printed', async () => {
    const said = await refusal({ DATABASE_URL: 'postgres://city:secret-word@127.0.0.1:1/city' });
    expect(said).toMatch(/PostgreSQL at 127\.0\.0\.1:1 cannot be opened/);
    expect(said).not.toContain('secret-word');
  });
});

describe('a running server', () => {
  beforeAll(async () => copyTemplate(await embeddedTemplate('schema'), dataDir));

  test('holds its data directory alone, and survives kill -9', async () => {
    const first = start({});
    const url = await serving(first);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);

    const second = start({});
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/in use/);

    first.child.kill('SIGKILL');
    await first.exited;
    expect(await serving(start({}))).toMatch(/^http:/);
    await stopLast();
  });

  test('stops on SIGTERM, though a client never ends its request', async () => {
    const server = start({});
    const { port } = new URL(await serving(server));
    const slow = connect(Number(port), '127.0.0.1');
    await once(slow, 'connect');
    slow.write('GET /api/health HTTP/1.1\r\nHost: city.example\r\n');
    const cut = once(slow, 'close');
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    await cut;
  });

  test('that is not a demo never becomes one', async () => {
    const demo = start({ JINGWEI_DEMO: '1', JINGWEI_SIMULATE: '0' });
    expect(await demo.exited).toBe(1);
    expect(demo.output()).toMatch(/not the demo\. Start with JINGWEI_DEMO=0/);
  });
});

async function stopLast(): Promise<void> {
  const last = running.at(-1);
  last?.child.kill('SIGTERM');
  expect(await last?.exited).toBe(0);
}
