import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../core/contract/checkpoint.ts';
import type { Page as ListPage } from '../../core/contract/geometry.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { type PageOptions, withSite } from '../support/browser.ts';

/** A picture of the page takes a core for a third of a second. */
const LOOKING = { interval: 500 };
const CITY_CENTRE = 'at=101.77,36.62,13';

describe('the map', () => {
  const site = withSite();

  async function openMap(query: string, options: PageOptions = {}) {
    const visit = await site().open('operator', `/?${query}`, { motion: true, ...options });
    await visit.page.locator('.map[data-status="ready"]:not([data-symbols="0"])').waitFor();
    return visit;
  }
  async function list<F>(noun: string): Promise<F[]> {
    const answer = await site().send('operator', 'GET', `/api/${noun}?limit=200`);
    return ((await answer.json()) as ListPage<F>).features;
  }

  test('draws the city: land, roads, borders, names and symbols, with nothing to complain of', async () => {
    const { page, complaints } = await openMap(CITY_CENTRE, { pixelRatio: 1 });
    await expect
      .poll(() => coloursOf(page, page.locator('.map .maplibregl-canvas')), LOOKING)
      .toBeGreaterThan(200);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('asks for no frames while nothing moves', async () => {
    const { page } = await openMap(CITY_CENTRE, { motion: false });
    await expect.poll(() => framesOfTwoTicks(page)).toBeLessThan(8);
    await page.context().close();
  });

  test('a click on a unit selects it, a ring marks it, Back clears it', async () => {
    const unit = (await list<Unit>('units')).find(
      ({ geometry, properties }) => geometry && properties.state !== 'off_duty',
    )!;
    const [lng, lat] = unit.geometry!.coordinates;
    const { page } = await openMap(
      `at=${lng},${lat},18&hide=community,checkpoint,institution,technology,incidents`,
    );
    await clickMiddle(page);
    await page.waitForURL((url) => url.search.includes(`sel=units:${unit.id}`));
    await page.getByRole('article').getByText(unit.properties.code).first().waitFor();
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('sel='));
    await page.context().close();
  });

  test('a click on a checkpoint selects it, a click on open ground the grid below', async () => {
    // On the border of the city there is nothing on the other side.
    const checkpoint = (await list<Checkpoint>('checkpoints')).find(
      ({ properties }) => properties.border !== 'city',
    )!;
    const [lng, lat] = checkpoint.geometry.coordinates;
    const { page } = await openMap(
      `at=${lng},${lat},18&hide=street,community,institution,technology,incidents`,
    );
    await clickMiddle(page);
    await page.waitForURL((url) => url.search.includes(`sel=checkpoints:${checkpoint.id}`));
    const { x, y } = await middle(page);
    await page.mouse.click(x + 120, y + 90);
    await page.waitForURL((url) => /sel=grids:\d{15}/.test(url.search));
    await page.context().close();
  });

  test('a new incident is drawn where one looks; the keys pan the map, and it does not move by itself', async () => {
    const { page } = await openMap(CITY_CENTRE);
    const drawnSeq = async () => Number((await page.getAttribute('.map-canvas', 'data-drawn-seq')) ?? -1);
    await expect.poll(drawnSeq).toBeGreaterThanOrEqual(0);
    const before = await drawnSeq();
    await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
      properties: { type: 'fire', priority: 1 },
    });
    await page.getByRole('list', { name: '待办警情' }).getByText('火情').first().waitFor();
    await expect.poll(drawnSeq).toBeGreaterThan(before);
    expect(new URL(page.url()).search).toContain(CITY_CENTRE);
    await page.locator('.map .maplibregl-canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((url) => !url.search.includes(CITY_CENTRE));
    await page.context().close();
  });

  test('the brush changes counts, histogram, density and address; Escape clears it', async () => {
    const { page } = await openMap(`${CITY_CENTRE}&last=720`);
    const figures = page.locator('.timeline-figures [role="status"]');
    await expect.poll(() => figures.textContent()).toMatch(/选中 [1-9]/);
    const all = await figures.textContent();
    const start = page.getByRole('slider', { name: '选段起点' });
    await start.focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('PageUp');
    await expect.poll(() => figures.textContent()).not.toBe(all);
    await page.waitForURL((url) => url.search.includes('brush='));
    const selected = /选中 ([\d,]+)/.exec((await figures.textContent()) ?? '')?.[1] ?? 'none';
    await page.locator('.density-legend').getByText(`n=${selected}`).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => figures.textContent()).toBe(all);
    await page.waitForURL((url) => !url.search.includes('brush='));
    await page.context().close();
  });

  test('under a filter that lets few incidents through the colours of the density end lower', async () => {
    const { page } = await openMap(`${CITY_CENTRE}&last=720`);
    const legend = page.locator('.density-legend');
    const facts = () => legend.textContent({ timeout: 60_000 });
    const top = async (): Promise<number> =>
      Number(/≥([\d.]+)/.exec((await legend.locator('.density-scale').textContent()) ?? '')?.[1]);
    const before = await facts();
    const all = await top();
    await page.locator('.filter-group summary', { hasText: '等级' }).click();
    await page.locator('.filter-group .check', { hasText: '一级' }).click();
    await page.waitForURL((url) => url.search.includes('priority=1'));
    await expect.poll(facts).not.toBe(before);
    expect(await top()).toBeLessThan(all / 2);
    await page.context().close();
  });

  test('changes theme and language in place, keeping its symbols', async () => {
    const { page, complaints } = await openMap(CITY_CENTRE);
    const before = await brightnessOf(page, page.locator('.map .maplibregl-canvas'));
    await page.getByRole('button', { name: /浅色/ }).click();
    await expect
      .poll(() => brightnessOf(page, page.locator('.map .maplibregl-canvas')), LOOKING)
      .toBeGreaterThan(before + 80);
    expect(Number(await page.getAttribute('.map', 'data-symbols'))).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('without WebGL it says so, and the lists still work', async () => {
    const { page, context } = await site().open('operator', '/');
    await context.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
        apply: (target, canvas, args) => (/webgl/.test(args[0]) ? null : Reflect.apply(target, canvas, args)),
      });
    });
    await page.reload();
    await page.getByRole('alert').getByText('WebGL').waitFor();
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    await page.context().close();
  });

  test('panning does not make the heap grow', async () => {
    const { page } = await openMap(CITY_CENTRE);
    const session = await page.context().newCDPSession(page);
    const heapMegabytes = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    const swing = async (times: number) => {
      for (let i = 0; i < times; i++) {
        const { x, y } = await middle(page);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + (i % 2 === 0 ? 80 : -80), y, { steps: 2 });
        await page.mouse.up();
      }
    };
    await swing(2);
    const before = await heapMegabytes();
    await swing(8);
    expect((await heapMegabytes()) - before).toBeLessThan(15);
    await page.context().close();
  });
});

/** How often the page asks for the next frame of the screen until its clock has gone on twice. */
async function framesOfTwoTicks(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const asks = requestAnimationFrame;
    let count = 0;
    window.requestAnimationFrame = (callback) => {
      count += 1;
      return asks(callback);
    };
    let ticks = 0;
    await new Promise<void>((resolve) => {
      const ticking = new MutationObserver(() => {
        ticks += 1;
        if (ticks < 2) return;
        ticking.disconnect();
        resolve();
      });
      ticking.observe(document.querySelector('.clock')!, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    window.requestAnimationFrame = asks;
    return count;
  });
}

async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.map').boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function clickMiddle(page: Page): Promise<void> {
  const { x, y } = await middle(page);
  await page.mouse.click(x, y);
}

/** What the page's own decoder sees in a picture of an element: [different colours, mean brightness 0-255]. */
async function lookAt(page: Page, element: Locator): Promise<[number, number]> {
  const png = (await element.screenshot()).toString('base64');
  return await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
    let sum = 0;
    for (const pixel of pixels) sum += ((pixel & 255) + ((pixel >> 8) & 255) + ((pixel >> 16) & 255)) / 3;
    return [new Set(pixels).size, sum / pixels.length];
  }, png);
}

async function coloursOf(page: Page, element: Locator): Promise<number> {
  return (await lookAt(page, element))[0];
}

async function brightnessOf(page: Page, element: Locator): Promise<number> {
  return (await lookAt(page, element))[1];
}
