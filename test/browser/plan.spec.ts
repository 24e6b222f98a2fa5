import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { nearestArc } from '../../client/planning/near.ts';
import { communityOf } from '../../core/contract/area-code.ts';
import type { DraftPlan } from '../../core/contract/draft.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import { certificateText } from '../../core/plan/certificate.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import { apply } from '../../core/plan/operation.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import { levelOfArc, type Plan, placeAt, pointsIn } from '../../core/plan/plan.ts';
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

/** A place on the map that the panels leave free. */
const isFree = ({ x, y }: { x: number; y: number }): boolean => x > 420 && x < 1000 && y > 130 && y < 700;
/** Metres round a place where no other border may lie that the pointer could take instead. */
const REACH_METRES = 40;

/** The middle of a border between two grids of a community that can be pushed a little way, on the screen. */
async function pushable(page: Page, plan: Plan, community: string): Promise<{ x: number; y: number }> {
  for (const [id, arc] of plan.arcs) {
    const codes = [arc.left, arc.right].map((grid) => plan.grids.get(grid ?? '')?.code ?? '');
    const isWithin = codes.every((code) => code.startsWith(community));
    if (!isWithin || levelOfArc(plan, arc) !== 'grid' || pointsIn(arc.line) < 5) continue;
    const middle = Math.floor(pointsIn(arc.line) / 2);
    const [a, b] = [placeAt(arc.line, middle - 1), placeAt(arc.line, middle)];
    const place = { lng7: Math.round((a.lng7 + b.lng7) / 2), lat7: Math.round((a.lat7 + b.lat7) / 2) };
    const screen = await screenOf(page, [place.lng7 / 1e7, place.lat7 / 1e7]);
    if (!isFree(screen) || nearestArc(plan, place, REACH_METRES)?.arc !== id) continue;
    const last = pointsIn(arc.line) - 2;
    const canMove = [300, 600, 1200].every(
      (lng7) => 'plan' in apply(plan, { kind: 'pushBorder', arc: id, first: 1, last, by: { lng7, lat7: 0 } }),
    );
    if (canMove) return screen;
  }
  throw new RangeError('no border can be pushed');
}

const middleOfGrid = (plan: Plan, grid: string): LngLat => {
  const [lng7 = 0, lat7 = 0] = labelPoint(polygonsOf(plan, grid) ?? []);
  return [lng7 / 1e7, lat7 / 1e7];
};

/** Two neighbours of a community that can be merged, on the screen; `but` stays as it is. */
async function mergeable(page: Page, plan: Plan, community: string, but: string) {
  for (const { left, right } of plan.arcs.values()) {
    if (left === null || right === null || left === right || left === but || right === but) continue;
    const isOwn = [left, right].every((grid) => plan.grids.get(grid)?.code.startsWith(community));
    if (!isOwn || 'refusal' in apply(plan, { kind: 'merge', keeps: left, goes: right })) continue;
    const [keeps, goes] = [
      await screenOf(page, middleOfGrid(plan, left)),
      await screenOf(page, middleOfGrid(plan, right)),
    ];
    if (isFree(keeps) && isFree(goes)) return { keeps, goes };
  }
  throw new RangeError('no two grids can be merged');
}

/** What the planner submits: the draft, its grids, and the one that was split off. */
let submitted: { id: string; plan: Plan; made: string; code: string };

it('a planner parts a grid, pushes a border, merges, balances, staffs and submits', async () => {
  const { page, context, complaints } = await site().open('planner', '/?ws=plan&lang=en');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Spring');
  await page.keyboard.press('Enter');
  await page.waitForURL(/draft=/);
  const id = new URL(page.url()).searchParams.get('draft') ?? '';
  const before = await planOf(id);
  const saved = async (seq: number): Promise<Plan> => {
    await expect.poll(() => steps(id)).toBe(seq);
    return await planOf(id);
  };

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
  const split = await saved(1);
  expect(split.grids.size).toBe(before.grids.size + 1);

  await page.keyboard.press('Control+z');
  expect(certificate(await saved(2))).toBe(certificate(before));
  await page.keyboard.press('Control+Shift+z');
  expect(certificate(await saved(3))).toBe(certificate(split));

  await page.reload();
  await page.getByText('All saved').waitFor();
  await page.getByRole('tab', { name: /Steps/ }).click();
  await expect.poll(() => page.getByText('Split', { exact: false }).count()).toBeGreaterThan(0);
  await page.locator('.map[data-status=ready]').waitFor();
  const [made, { code }] = [...split.grids].find(([grid]) => !before.grids.has(grid))!;
  const community = communityOf(code);

  await page.keyboard.press('p');
  const border = await pushable(page, split, community);
  await page.mouse.move(border.x, border.y);
  await page.mouse.down();
  await page.mouse.move(border.x + 4, border.y, { steps: 4 });
  await page.mouse.up();
  const pushed = await saved(4);
  expect(pushed.grids.size).toBe(split.grids.size);
  expect(certificate(pushed)).not.toBe(certificate(split));

  const { keeps, goes } = await mergeable(page, pushed, community, made);
  await page.keyboard.press('u');
  await page.mouse.click(keeps.x, keeps.y);
  await page.mouse.click(goes.x, goes.y);
  const merged = await saved(5);
  expect(merged.grids.size).toBe(before.grids.size);

  await page.getByRole('tab', { name: 'Balance' }).click();
  const conditions = page.getByRole('form', { name: 'Conditions' });
  if ((await conditions.getByRole('button', { name: /^Remove/ }).count()) === 0)
    await conditions.getByLabel('Add a community…').selectOption(community);
  await conditions.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('list', { name: 'Proposed transfers' }).waitFor();
  await page
    .getByRole('button', { name: 'Stop', exact: true })
    .or(page.getByText('The search is over.'))
    .first()
    .waitFor();
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  if (await stop.isVisible()) await stop.click().catch(() => undefined);
  await page.getByRole('button', { name: 'Accept this' }).click();
  const balanced = await saved(6);
  expect(balanced.grids.size).toBe(merged.grids.size);
  expect(certificate(balanced)).not.toBe(certificate(merged));

  await page.getByRole('tab', { name: 'Check' }).click();
  const card = page.locator('.grid-card').filter({ hasText: code.slice(-3) });
  await card.locator('summary').click();
  await card
    .getByRole('button', { name: /^Staff of grid/ })
    .first()
    .click();
  await card.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Checked: it can be published.').waitFor();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('in review').first().waitFor();
  expect(complaints).toEqual([]);
  submitted = { id, plan: balanced, made, code };
  await context.close();
}, 360_000);

it('another approves and publishes it and brings the old one back: the live map shows each plan as it comes into force', async () => {
  const { id, plan, made, code } = submitted;
  const place = middleOfGrid(plan, made);
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
  await expect.poll(underPointer).toContain(code.slice(0, 12));
  expect(await underPointer()).not.toContain(code);

  const review = await site().open('supervisor', `/?ws=plan&lang=en&draft=${id}`);
  const publish = async (): Promise<void> => {
    await review.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = review.page.getByRole('dialog', { name: 'Publish' });
    await dialog.getByRole('button', { name: 'Publish now' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await review.page.getByRole('button', { name: 'Approve' }).click();
  await publish();
  await expect.poll(underPointer).toContain(code);

  await review.page.getByRole('button', { name: 'All drafts' }).click();
  await review.page
    .getByRole('button', { name: /^Compare .* with the plan in force$/ })
    .first()
    .click();
  await review.page.getByText('Split off').first().waitFor();
  await review.page.getByText('Merged').first().waitFor();
  await review.page.getByRole('group', { name: 'Show' }).getByText('Swipe', { exact: true }).click();
  await review.page.getByRole('slider', { name: 'Divider of the two plans' }).waitFor();
  await review.page.getByRole('button', { name: /^Back to/ }).click();

  await review.page.getByRole('button', { name: 'Bring back' }).first().click();
  await publish();
  await expect.poll(underPointer).not.toContain(code);
  expect(await underPointer()).toContain(code.slice(0, 12));
  expect([...review.complaints, ...watch.complaints]).toEqual([]);
}, 360_000);
