import { expect, it } from 'vitest';
import type { DraftPlan } from '../../core/contract/draft.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import { certificateText } from '../../core/plan/certificate.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import { apply } from '../../core/plan/operation.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type AccountRole, STAFF_ROLES } from '../../core/vocabulary.ts';
import { withSite } from '../support/browser.ts';
import { screenOf } from '../support/screen-of.ts';

const site = withSite();

const planOf = async (id: string): Promise<Plan> => {
  const answer = await site().send('planner', 'GET', `/api/drafts/${id}/plan`);
  return unpackPlan((await answer.json()) as DraftPlan);
};
const certificate = (plan: Plan): string =>
  certificateText([...plan.grids].map(([id, { code }]) => ({ code, polygons: polygonsOf(plan, id) ?? [] })));
const steps = async (id: string): Promise<number> =>
  ((await (await site().send('planner', 'GET', `/api/drafts/${id}`)).json()) as { seq: number }).seq;

type LngLat = readonly [lng: number, lat: number];
const CITY_CENTRE: LngLat = [101.7784, 36.6232];

const middleOf = (a: LngLat, b: LngLat): LngLat => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** The ends of a straight line that parts a grid near the middle of the city in two. */
function cutOf(plan: Plan): [LngLat, LngLat] {
  const rings = [...plan.grids].map(([grid, { code }]) => ({
    grid,
    code,
    ring: polygonsOf(plan, grid)?.[0]?.[0] ?? [],
  }));
  const away = (ring: ArrayLike<number>): number =>
    Math.hypot((ring[0] ?? 0) / 1e7 - CITY_CENTRE[0], (ring[1] ?? 0) / 1e7 - CITY_CENTRE[1]);
  for (const { grid, code, ring } of rings.sort((a, b) => away(a.ring) - away(b.ring))) {
    const corners = Array.from(
      { length: ring.length / 2 },
      (_, i): LngLat => [(ring[2 * i] ?? 0) / 1e7, (ring[2 * i + 1] ?? 0) / 1e7],
    );
    const half = Math.floor((corners.length - 1) / 2);
    const [a, b, c, d] = [corners[0], corners[1], corners[half], corners[half + 1]];
    if (!a || !b || !c || !d) continue;
    const ends: [LngLat, LngLat] = [middleOf(a, b), middleOf(c, d)];
    const line = ends.map(([lng, lat]) => ({ lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) }));
    const made = { id: 'new', code: `${code.slice(0, 12)}999` };
    if ('plan' in apply(plan, { kind: 'split', grid, line, snapMetres: 5, keeps: 'larger', made }))
      return ends;
  }
  throw new RangeError('no grid can be parted so');
}

it('a planner splits a grid on the map, takes it back, makes it again, and finds it so after a reload; published it shows on the live map', async () => {
  const { page, complaints } = await site().open('planner', '/?ws=plan&lang=en');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Spring');
  await page.keyboard.press('Enter');
  await page.waitForURL(/draft=/);
  const id = new URL(page.url()).searchParams.get('draft') ?? '';
  const before = await planOf(id);

  const ends = cutOf(before);
  const [lng, lat] = middleOf(ends[0], ends[1]);
  await page.goto(`${site().url}/?ws=plan&lang=en&draft=${id}&at=${lng.toFixed(5)},${lat.toFixed(5)},15.5`);
  await page.locator('.map[data-status=ready]').waitFor();
  await page.getByText('All saved').waitFor();

  await page.keyboard.press('s');
  for (const end of ends) {
    const at = await screenOf(page, end);
    await page.mouse.move(at.x, at.y);
    await page.mouse.click(at.x, at.y);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => steps(id)).toBe(1);
  const split = await planOf(id);
  expect(split.grids.size).toBe(before.grids.size + 1);

  await page.keyboard.press('Control+z');
  await expect.poll(() => steps(id)).toBe(2);
  expect(certificate(await planOf(id))).toBe(certificate(before));
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => steps(id)).toBe(3);
  expect(certificate(await planOf(id))).toBe(certificate(split));

  await page.reload();
  await page.getByText('All saved').waitFor();
  await page.getByRole('tab', { name: /Steps/ }).click();
  await expect.poll(() => page.getByText('Split', { exact: false }).count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);

  // Somebody who watches the city sees the new grid as soon as it is in force.
  const [made, { code }] = [...split.grids].find(([grid]) => !before.grids.has(grid))!;
  const place = labelPoint(polygonsOf(split, made) ?? []).map((unit) => unit / 1e7) as [number, number];
  const watch = await site().open(
    'viewer',
    `/?lang=en&at=${place.map((degrees) => degrees.toFixed(5)).join(',')},15.5`,
  );
  await watch.page.locator('.map[data-status=ready]').waitFor();
  const underPointer = async (): Promise<string> => {
    const { x, y } = await screenOf(watch.page, place);
    await watch.page.mouse.move(x + 3, y);
    await watch.page.mouse.move(x, y);
    return (await watch.page.locator('.map-readout').allTextContents()).join();
  };
  await expect.poll(underPointer, { timeout: 30_000 }).toContain(code.slice(0, 12));
  expect(await underPointer()).not.toContain(code);
  const act = async (role: AccountRole, method: string, path: string, body?: object): Promise<void> => {
    const answer = await site().send(role, method, `/api/drafts/${id}/${path}`, body, { 'If-Match': '*' });
    expect(answer.status, await answer.text()).toBe(200);
  };
  const staff = STAFF_ROLES.map((role) => ({
    role,
    officialNameZh: '演示员',
    officialNameEn: 'Demo Official',
  }));
  await act('planner', 'PUT', `grids/${made}`, { staff });
  await act('planner', 'POST', 'submit');
  await act('supervisor', 'POST', 'approve');
  await act('supervisor', 'POST', 'publish', { note: '' });
  await expect.poll(underPointer, { timeout: 30_000 }).toContain(code);
  expect(watch.complaints).toEqual([]);
}, 240_000);
