import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Because, REASONS } from '../../core/contract/reason.ts';
import { withDatabases } from '../support/databases.ts';
import { type Api, makeApi, type Send } from './api.ts';
import { hostileString, hostileValue, type JsonSchema, mostlyFitting } from './hostile.ts';
import { loadSmallCity } from './small-city.ts';

interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: JsonSchema }[];
  body: JsonSchema | undefined;
}
interface Call {
  path: string;
  body: unknown;
  headers: Record<string, string>;
}

const RUNS = Number(process.env.FUZZ_RUNS ?? 20);
const LONGEST_MS = 5000;
/** Endless, so that it is tried without reading its answer to the end. */
const STREAM = '/api/live';

withDatabases('schema', (database) => {
  let api: Api;
  let operations: Operation[];
  const unlimited = { perSecond: 1e6, burst: 1e6 };
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database(), {
      limits: { writes: unlimited, signIns: unlimited, signInsPerAddress: unlimited },
    });
    operations = operationsOf((await api.anonymous('GET', '/api/openapi.json')).body);
  });
  afterAll(() => api.close());

  it('every route answers every input below 500, in time, and errors as problem+json', async () => {
    expect(operations.length).toBeGreaterThan(50);
    let answered = 0;
    for (const operation of operations) {
      if (operation.path === STREAM) continue;
      const send = await api.as('admin');
      await fc.assert(
        fc.asyncProperty(callOf(operation), async (call) => {
          await check(send, operation.method, call);
          answered++;
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    }
    expect(answered).toBeGreaterThanOrEqual(RUNS * (operations.length - 1));
  });

  it('the stream refuses or starts whatever it is asked', async () => {
    const headers = await api.bearer('viewer');
    await fc.assert(
      fc.asyncProperty(hostileString, async (text) => {
        const path = `${STREAM}?lastEventId=${encode(text)}`;
        const response = await api.app.request(path, { headers });
        await response.body?.cancel();
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  });

  it('bodies that are no JSON at all', async () => {
    const send = await api.as('admin');
    for (const { method, path } of operations.filter(({ body }) => body))
      for (const body of [
        '',
        '{',
        '[1,',
        '"',
        'null',
        '\u0000',
        '{"a":1}{',
        '['.repeat(50_000),
        `"${'x'.repeat(1_100_000)}"`,
      ])
        await check(send, method, { path: path.replace(/\{[^}]+\}/g, '1'), body, headers: {} });
  });

  it('after all that the city is whole and the log unbroken', async () => {
    const { verifyChain } = await import('../../server/queries/events.ts');
    expect(await verifyChain(database())).toMatchObject({ ok: true });
    const { body } = await (await api.as('viewer'))('GET', '/api/rollups?level=grid');
    expect(body.items.length).toBe(16);
  });
});

async function check(send: Send, method: string, { path, body, headers }: Call): Promise<void> {
  const startedMs = performance.now();
  const answer = await send(method, path, body, headers);
  const tookMs = performance.now() - startedMs;
  const about = `${method} ${path.slice(0, 300)} ${JSON.stringify(body)?.slice(0, 600)} -> ${answer.text.slice(0, 300)}`;
  expect(answer.status, about).toBeLessThan(500);
  expect(tookMs, about).toBeLessThan(LONGEST_MS);
  if (answer.status < 400) return;
  expect(answer.headers.get('Content-Type'), about).toMatch(/^application\/problem\+json/);
  expect(answer.body, about).toMatchObject({
    status: answer.status,
    code: expect.any(String),
    detail: expect.any(String),
  });
  for (const said of [answer.body, ...(answer.body.issues ?? [])]) checkReason(said, about);
}

/** A reason is one of the closed set, with exactly its parameters. */
function checkReason({ reason, params }: Partial<Because>, about: string): void {
  if (reason === undefined) return;
  expect(Object.keys(REASONS), about).toContain(reason);
  expect(Object.keys(params ?? {}).sort(), about).toEqual([...REASONS[reason]].sort());
}

function operationsOf(document: { paths: Record<string, Record<string, RawOperation>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => ({
      method: method.toUpperCase(),
      path,
      parameters: raw.parameters ?? [],
      body: raw.requestBody?.content?.['application/json']?.schema,
    })),
  );
}
interface RawOperation {
  parameters?: Operation['parameters'];
  requestBody?: { content?: Record<string, { schema: JsonSchema }> };
}

function callOf({ path, parameters, body }: Operation): fc.Arbitrary<Call> {
  const values = fc.record(
    Object.fromEntries(parameters.map(({ name, schema }) => [name, mostlyFitting(schema).map(asText)])),
    { requiredKeys: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name) },
  );
  return fc
    .record({
      values,
      stray: seldom(fc.tuple(hostileString, hostileString)),
      body: body ? mostlyFitting(body) : fc.constant(undefined),
      ifMatch: fc.option(fc.constantFrom('*', '"1"', '', 'W/"2"', '"x"'), { freq: 4 }),
      key: seldom(hostileValue.map(asText)),
    })
    .map(({ values: given, stray, body: sent, ifMatch, key }) => {
      const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => encode(given[name] ?? '') || '0');
      const query = parameters
        .filter((parameter) => parameter.in === 'query' && given[parameter.name] !== undefined)
        .map(({ name }) => `${name}=${encode(given[name] ?? '')}`);
      if (stray) query.push(`${encode(stray[0])}=${encode(stray[1])}`);
      const headers: Record<string, string> = {};
      if (ifMatch !== null) headers['If-Match'] = ifMatch;
      if (key !== null && /^[\x20-\x7e]+$/.test(key)) headers['Idempotency-Key'] = key.trim();
      return { path: query.length > 0 ? `${filled}?${query.join('&')}` : filled, body: sent, headers };
    });
}

/** The value once in ten times, else null. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?').slice(0, 4000)).replace(/\./g, '%2E');
}
