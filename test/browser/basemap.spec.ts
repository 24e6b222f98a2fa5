import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import gcoord from 'gcoord';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import type { Settings } from '../../server/settings.ts';
import { MvtLayer } from '../../server/tiles/mvt-writer.ts';
import { Pbf } from '../../server/tiles/pbf.ts';
import { type PageOptions, withSite } from '../support/browser.ts';
import { type MapServer, startMapServer } from '../support/map-server.ts';
import { pixelsLike } from '../support/pixels.ts';
import { pmtilesArchive } from '../support/pmtiles-archive.ts';
import { type Colour, pngOf } from '../support/png.ts';

const PLACE: [number, number] = [101.7782, 36.6171];
const BARE = `/?at=${PLACE.join(',')},14&density=off&hide=street,community,checkpoint,institution,technology,routes,units,incidents`;
const TILE = 256;
const GREEN: Colour = [40, 120, 60];
const RED: Colour = [230, 30, 30];
/** Water of the dark map. */
const WATER: Colour = [0x14, 0x30, 0x3f];
const MUCH_OF_THE_MAP = 200_000;

/** A picture of the page takes a core for a third of a second. */
const LOOKING = { interval: 500 };

/** A green world with a red spot where GCJ-02 has the place. */
function greenWithSpot(z: number, x: number, y: number): Buffer {
  const [lng, lat] = gcoord.transform(PLACE, gcoord.WGS84, gcoord.GCJ02);
  const spotX = (mercatorX(lng) * 2 ** z - x) * TILE;
  const spotY = (mercatorY(lat) * 2 ** z - y) * TILE;
  return pngOf(TILE, (px, py) => (Math.hypot(px + 0.5 - spotX, py + 0.5 - spotY) < 12 ? RED : GREEN));
}

/** Its source and layer have names that ours have too, and its addresses are relative. */
const style = (tiles: string) => ({
  version: 8,
  sources: { plan: { type: 'raster', tiles: [tiles], tileSize: TILE, attribution: 'Somebody else' } },
  layers: [{ id: 'areas-outline', type: 'raster', source: 'plan' }],
});

function outsideAnswer({ pathname, searchParams }: URL) {
  if (pathname === '/style.json') return style('/{z}/{x}/{y}.png');
  if (pathname === '/wmts.json') return style('wmts?REQUEST=GetTile&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}');
  const [z, x, y] =
    pathname === '/wmts'
      ? ['TILEMATRIX', 'TILECOL', 'TILEROW'].map((name) => Number(searchParams.get(name)))
      : pathname.split(/[/.]/).slice(1).map(Number);
  return greenWithSpot(z ?? 0, x ?? 0, y ?? 0);
}

/** One vector tile of zoom 12 at the place, all water. */
function waterArchive(): Buffer {
  const [x, y] = [mercatorX(PLACE[0]), mercatorY(PLACE[1])].map((part) => Math.floor(part * 2 ** 12));
  const water = new MvtLayer('water');
  water.begin();
  water.moveTo(1);
  water.vertex(0, 0);
  water.lineTo(3);
  for (const [cornerX, cornerY] of [
    [4096, 0],
    [4096, 4096],
    [0, 4096],
  ] as const)
    water.vertex(cornerX, cornerY);
  water.closePath();
  water.end('polygon', [], []);
  const tile = new Pbf();
  water.writeTo(tile);
  return pmtilesArchive('mvt', [{ z: 12, x: x ?? 0, y: y ?? 0, bytes: tile.done() }], [101, 36, 102, 37]);
}

describe('an outside basemap', () => {
  const site = withSite();
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-basemap-'));
  let maps: MapServer;
  beforeAll(async () => {
    maps = await startMapServer(outsideAnswer);
  });
  afterAll(async () => {
    await maps.close();
    rmSync(folder, { recursive: true });
  });

  const styleAt = (path: string) => ({ kind: 'style', url: maps.url + path, origins: [] }) as const;
  async function openWith(
    basemap: Settings['basemap'],
    basemapFrame: Settings['basemapFrame'] = 'wgs84',
    options: PageOptions = {},
  ) {
    const { open } = await site().alsoWith({ basemap, basemapFrame });
    const visit = await open('operator', BARE, { pixelRatio: 1, ...options });
    await visit.page.locator('.map[data-status="ready"]').waitFor();
    return visit;
  }
  const isDrawn = (page: Page, colour: Colour, within?: number) =>
    expect
      .poll(async () => (await pixelsLike(page, colour, within)).count, LOOKING)
      .toBeGreaterThan(MUCH_OF_THE_MAP);

  test('is a style of another server, whose names and addresses do not touch ours', async () => {
    const { page, complaints } = await openWith(styleAt('/style.json'));
    await isDrawn(page, GREEN);
    await page.getByText('Somebody else').waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('in GCJ-02 is put where things are', async () => {
    const { page, complaints } = await openWith(styleAt('/wmts.json'), 'gcj02');
    await isDrawn(page, GREEN);
    const box = await page.locator('.map-place').boundingBox();
    const spot = await pixelsLike(page, RED);
    expect(Math.abs(spot.x - (box ? box.x + box.width / 2 : 0))).toBeLessThan(3);
    expect(Math.abs(spot.y - (box ? box.y + box.height / 2 : 0))).toBeLessThan(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is an archive on the server', async () => {
    const path = join(folder, 'water.pmtiles');
    writeFileSync(path, waterArchive());
    const { page, complaints } = await openWith({ kind: 'pmtiles', path });
    await isDrawn(page, WATER, 4);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is Tianditu, as two layers of pictures, with its key', async () => {
    const asked = new Set<string>();
    const white = pngOf(TILE, () => [255, 255, 255]);
    const headers = { 'Access-Control-Allow-Origin': '*' };
    const prepare = (page: Page) =>
      page.route('https://*.tianditu.gov.cn/**', async (route) => {
        const query = new URL(route.request().url()).searchParams;
        asked.add(`${query.get('LAYER')} ${query.get('tk')?.length}`);
        await route.fulfill({ headers, contentType: 'image/png', body: white });
      });
    const tianditu = { kind: 'tianditu', key: 'k'.repeat(32) } as const;
    const { page, complaints } = await openWith(tianditu, 'wgs84', { prepare });
    // White, darkened for the dark map.
    await isDrawn(page, [89, 89, 89], 25);
    expect([...asked].sort()).toEqual(['cva 32', 'vec 32']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('that can not be had leaves the own one, says so, and is asked for again', async () => {
    maps.mood = 'hangs';
    const { page } = await openWith(styleAt('/style.json'));
    await page.getByText('配置的底图无法访问').waitFor();
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    maps.mood = 'well';
    await page.getByRole('button', { name: '重试' }).click();
    await isDrawn(page, GREEN);
    expect(await page.getByText('配置的底图无法访问').count()).toBe(0);

    maps.mood = 'fails';
    await page.getByRole('button', { name: '放大' }).click();
    await page.getByText('底图服务没有响应').waitFor();
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    maps.mood = 'well';
    // To a zoom whose tiles are not there yet.
    for (let i = 0; i < 3; i++) {
      const before = page.url();
      await page.getByRole('button', { name: '缩小' }).click();
      await page.waitForURL((url) => url.href !== before);
    }
    await page.getByText('底图服务没有响应').waitFor({ state: 'detached' });
    await isDrawn(page, GREEN);
    await page.context().close();
  });
});
