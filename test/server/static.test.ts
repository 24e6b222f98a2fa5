import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveSite } from '../../server/static.ts';

const SCRIPT = 'console.log("经纬");\n'.repeat(50);
const PAGE_LOAD = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' };
let directory: string;
let app: Hono;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jingwei-site-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Jingwei</title>');
  writeFileSync(join(directory, 'unit.html'), '<!doctype html><title>Unit</title>');
  writeFileSync(join(directory, 'assets', 'main-abc.js'), SCRIPT);
  writeFileSync(join(directory, 'assets', 'main-abc.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(directory, 'assets', 'main-abc.js.gz'), gzipSync(SCRIPT));
  app = new Hono();
  app.get('*', serveSite(directory));
});
afterAll(() => rmSync(directory, { recursive: true }));

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(app.request(path, { headers }));
}

describe('the built client', () => {
  test('is the page at /, revalidated at each load', async () => {
    const response = await get('/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Jingwei</title>');
    const again = await get('/', { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('assets are compressed for who can read it, and cached for good', async () => {
    const plain = await get('/assets/main-abc.js');
    expect(plain.headers.get('cache-control')).toContain('immutable');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(SCRIPT);

    const brotli = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotli.headers.get('vary')).toBe('Accept-Encoding');
    expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).toString()).toBe(SCRIPT);

    const gzip = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
  });

  test('a page load at the name of another page gets that one', async () => {
    const response = await get('/unit', PAGE_LOAD);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('<title>Unit</title>');
    expect((await get('/unit')).status).toBe(404);
  });

  test('a page load at a path of the client gets the page', async () => {
    const response = await get('/watch', PAGE_LOAD);
    expect(await response.text()).toContain('<title>Jingwei</title>');
  });

  test.each([
    ['a missing asset', '/assets/gone.js', PAGE_LOAD],
    ['a request of a script', '/watch', { accept: 'application/json' }],
    ['an API path', '/api/nothing', PAGE_LOAD],
    ['a tile', '/tiles/nothing', PAGE_LOAD],
    ['a path outside the site', '/..%2f..%2fetc%2fpasswd', {}],
    ['a compressed sibling', '/assets/main-abc.js.br', {}],
    ['a broken escape', '/%E0%A4%A', {}],
  ])('%s is not found', async (_, path, headers) => {
    expect((await get(path, headers)).status).toBe(404);
  });

  test('without a build every path passes on', async () => {
    const empty = new Hono();
    empty.get('*', serveSite(join(directory, 'absent')));
    expect((await empty.request('/', { headers: PAGE_LOAD })).status).toBe(404);
  });
});
