import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatrolCode } from '../../core/contract/patrol-check-in.ts';
import type { PatrolPlan } from '../../core/contract/patrol-plan.ts';
import type { Post } from '../../core/contract/post.ts';
import type { RunningRound } from '../../core/contract/running-round.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { spacedCode } from '../../core/patrol/place-code.ts';
import { sql } from '../../server/database/sql.ts';
import { findings } from '../support/axe.ts';
import { type Visit, withSite } from '../support/browser.ts';
import { readQr } from '../support/read-qr.ts';
import { openPhone } from '../support/unit-phone.ts';

const MINUTE_MS = 60_000;

describe('the codes of places', () => {
  const site = withSite();
  let desk: Visit;
  let page: Page;
  let phone: Visit;
  let plan: PatrolPlan;
  let posts: Post[];

  const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await site().send('dispatcher', method, path, body, headers);
    const text = await answer.text();
    expect(answer.ok, `${path} ${text}`).toBe(true);
    return JSON.parse(text);
  };
  /** The code of a stop of the round by its number. */
  const codeOf = async (stop: number): Promise<string> => {
    const places = [{ kind: 'posts', placeId: posts[stop]!.id }];
    const { items }: { items: PatrolCode[] } = await send('POST', '/api/patrol-codes', { places });
    return items[0]!.code;
  };

  /** A round of the demo unit over three posts of the evening that began a little ago. */
  beforeAll(async () => {
    const [units, listed] = [
      await send('GET', '/api/units?limit=500'),
      await send('GET', '/api/posts?limit=500'),
    ];
    const serving = units.features.find(
      ({ properties: { rota, shift, vehicle, exceptions } }: Unit) =>
        !rota && shift === 'evening' && vehicle === 'car' && !exceptions?.length,
    ) as Unit;
    posts = (listed.features as Post[])
      .filter(({ properties }) => properties.areaCode.startsWith(serving.properties.areaCode.slice(0, 6)))
      .slice(0, 3);
    const startMs = site().deps.clock() + 60 * MINUTE_MS;
    const iso = (minutes: number) => new Date(startMs + minutes * MINUTE_MS).toISOString();
    const stops = posts.map(({ id, geometry, properties: { nameZh, nameEn } }, i) => ({
      ...{ id: null, kind: 'posts', placeId: id, nameZh, nameEn },
      ...{ lng: geometry.coordinates[0], lat: geometry.coordinates[1] },
      ...{ arriveAt: iso(i * 75), leaveAt: iso(i * 75 + 12), windowMinutes: 240, radiusMetres: 100 },
      checkIn: 'qr',
    }));
    const day = new Date(startMs + 8 * 3_600_000).toISOString().slice(0, 10);
    const rounds = [{ unitId: serving.id, post: null, stops }];
    const made = await send('POST', '/api/patrol-plans', { day, shift: 'evening', name: '晚班巡防', rounds });
    plan = await send('POST', `/api/patrol-plans/${made.id}/issue`, undefined, { 'If-Match': '*' });
    // Whichever unit the demo signs in as goes it, and it has begun.
    const own = (await (await site().send('unit', 'GET', '/api/unit')).json()).unit.id;
    const { database } = site().deps;
    const roundId = plan.rounds[0]!.id;
    await database.query(
      sql`UPDATE patrol_round SET unit_id = ${own}::uuid, starts_at = starts_at - interval '70 minutes' WHERE id = ${roundId}::uuid`,
    );
    await database.query(
      sql`UPDATE patrol_stop SET arrive_at = arrive_at - interval '70 minutes' WHERE round_id = ${roundId}::uuid`,
    );
    const path = `/?ws=dispatch&desk=patrols&of=${plan.id}`;
    desk = await site().open('dispatcher', path, { pixelRatio: 2 });
    page = desk.page;
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    phone = await openPhone(site());
  });
  afterAll(async () => {
    await desk.context.close();
    await phone.context.close();
  });

  const open = (path: string) => phone.page.goto(site().url + path);
  const note = (text: string | RegExp) => phone.page.locator('.code-note').getByText(text).waitFor();

  test('are printed from the plan: in both languages, dark on light, with a picture that leads to the phone page', async () => {
    const dialog = page.getByRole('dialog', { name: /签到码/ });
    await page.getByRole('button', { name: '打印签到码（3）' }).last().click();
    await dialog.locator('li').nth(2).waitFor();
    expect(await findings(page)).toEqual([]);
    const row = dialog.locator('li').first();
    const code = await codeOf(0);
    expect(await row.locator('code').textContent()).toBe(spacedCode(code));
    await dialog.getByRole('checkbox').nth(2).uncheck();
    await dialog.getByRole('button', { name: '打印 2 个签到码' }).click();
    expect(await page.locator('body').getAttribute('data-printed')).toBe('yes');
    await page.emulateMedia({ media: 'print' });
    const labels = page.locator('.code-label');
    expect([await labels.count(), await dialog.isVisible()]).toEqual([2, false]);
    const [left, right] = [await labels.first().boundingBox(), await labels.last().boundingBox()];
    expect([left?.y, (left?.x ?? 0) < (right?.x ?? 0)]).toEqual([right?.y, true]);
    const first = await labels.first().textContent();
    const { nameZh, nameEn } = posts[0]!.properties;
    for (const text of [
      nameZh,
      nameEn,
      spacedCode(code),
      '西宁市',
      'Xining',
      '巡防签到点',
      'Patrol check-in',
    ])
      expect(first).toContain(text);
    const paint = await labels.first().evaluate((one) => {
      const { backgroundColor, color } = getComputedStyle(one);
      return [backgroundColor, color, getComputedStyle(document.body).backgroundColor];
    });
    expect(paint).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect(await readQr(page, labels.first().locator('svg'))).toBe(`${site().url}/unit?code=${code}`);
    expect(await findings(page, '.code-paper')).toEqual([]);
    await page.emulateMedia({ media: null });
    expect(desk.complaints).toEqual([]);
  });

  test('a new one is made by keys alone, and the dialog closes', async () => {
    const before = await codeOf(2);
    const row = page.getByRole('dialog').locator('li').nth(2);
    await row.getByRole('button', { name: /换新码/ }).focus();
    await page.keyboard.press('Enter');
    await row.getByText('现场张贴的旧码将立即作废。').waitFor();
    await page.keyboard.press('Enter');
    await row.getByText('已换新码，请打印张贴。').waitFor();
    const code = await codeOf(2);
    expect(code).not.toBe(before);
    await expect.poll(() => row.locator('code').textContent()).toBe(spacedCode(code));
    const renew = row.getByRole('button', { name: /换新码/ });
    expect(await renew.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open(`/unit?code=${before}`);
    await note(/请以该巡线的单位登录/);
    expect(await findings(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: '演示：以一个在岗单位登录' }).click();
    await note(/没有签到。.*签到码已更换/);
    expect(phone.page.url()).toBe(`${site().url}/unit`);
  });

  test('one stop is checked in by its link, another without a line once that is back, the third by typing', async () => {
    const { page: own, context } = phone;
    const [first, second, third] = [await codeOf(0), await codeOf(1), await codeOf(2)];
    await open(`/unit?code=${first}`);
    await note(`已签到：${posts[0]!.properties.nameZh}`);
    expect(await findings(own)).toEqual([]);
    await own.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await own.reload();
    await note('已签到');
    expect(await own.locator('.acts li.applied').count()).toBe(1);

    await context.setOffline(true);
    await open(`/unit?code=${second}&lang=en&theme=light`);
    await note(/is kept and sent once there is a line/);
    await context.setOffline(false);
    await note(`Checked in: ${posts[1]!.properties.nameEn}`);
    expect(await findings(own)).toEqual([]);

    const field = own.getByLabel('Code of the place');
    await field.fill('7K3M');
    await field.press('Enter');
    await own.getByText(/A code has 8 letters and digits/).waitFor();
    await field.fill(` ${spacedCode(third).toLowerCase()} `);
    await field.press('Enter');
    await note(`Checked in: ${posts[2]!.properties.nameEn}`);
    const { items }: { items: RunningRound[] } = await send('GET', '/api/running-rounds');
    const round = items.find(({ id }) => id === plan.rounds[0]!.id);
    expect(round?.stops.map(({ how }) => how)).toEqual(['qr', 'qr', 'qr']);
  });
});
