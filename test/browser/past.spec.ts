import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../core/contract/checkpoint.ts';
import type { Page as ListPage } from '../../core/contract/geometry.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { observeConditions } from '../../server/commands/alarms.ts';
import { command } from '../../server/commands/command.ts';
import { sql } from '../../server/database/sql.ts';
import { appendEvent } from '../../server/queries/events.ts';
import { condition } from '../server/conditions.ts';
import { EARLIER_PLAN, insertEarlierPlan } from '../server/earlier-plan.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const MINUTE_MS = 60_000;

describe('the time machine', () => {
  const site = withSite();
  let checkpoint: Checkpoint;
  /** When the checkpoint was closed and opened again, and an incident that is open now. */
  let closedMs = 0;
  let openedMs = 0;
  let fresh: Incident;

  beforeAll(async () => {
    const answer = await site().send('admin', 'GET', '/api/checkpoints?limit=1');
    const { features } = (await answer.json()) as ListPage<Checkpoint>;
    const first = features[0];
    if (!first) throw new Error('the demo city has no checkpoint');
    checkpoint = first;
    const nowMs = site().deps.clock();
    closedMs = nowMs - 20 * MINUTE_MS;
    openedMs = nowMs - 10 * MINUTE_MS;
    const being = (state: string) => ({ ...first, properties: { ...first.properties, state } });
    await log(closedMs, being('open'), being('closed'));
    await log(openedMs, being('closed'), first);
    const geometry = { type: 'Point', coordinates: [101.7782, 36.6171] };
    const report = { geometry, properties: { type: 'fire', priority: 1 } };
    fresh = (await (await site().send('operator', 'POST', '/api/incidents', report)).json()) as Incident;
  });

  async function log(ms: number, before: object, after: object): Promise<void> {
    await site().deps.database.transaction((tx) =>
      appendEvent(tx, {
        at: new Date(ms).toISOString(),
        actorId: null,
        noun: 'checkpoints',
        kind: 'update',
        subjectId: checkpoint.id,
        areaCode: checkpoint.properties.areaCode,
        before,
        after,
      }),
    );
  }

  const iso = (ms: number): string => new Date(ms).toISOString();
  const bar = '.past-bar';

  test('a link shows its instant: facts and history of then, no word of later', async () => {
    const at = iso(closedMs + MINUTE_MS);
    const { page } = await site().desk('dispatcher', `/?t=${at}&sel=checkpoints:${checkpoint.id}&lang=en`);
    const inspector = page.getByRole('article');
    await inspector.getByText('Closed', { exact: true }).first().waitFor();
    await inspector.getByText('The past is shown: nothing can be changed').waitFor();
    await inspector.locator('.history li').first().waitFor();
    expect(await inspector.locator('.history li').count()).toBe(1);
  });

  test('a replay goes through what happened, and stepping finds the event before', async () => {
    const at = iso(openedMs - MINUTE_MS);
    const { page } = await site().desk('dispatcher', `/?t=${at}&sel=checkpoints:${checkpoint.id}&lang=en`);
    const inspector = page.getByRole('article');
    await inspector.getByText('Closed', { exact: true }).first().waitFor();
    await page.getByLabel('Speed of the replay').selectOption('60');
    await page.keyboard.press('p');
    await inspector.getByText('Closed', { exact: true }).first().waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    await page.locator(bar).getByRole('status').filter({ hasText: 'Paused' }).first().waitFor();
    await page.keyboard.press(',');
    await page.keyboard.press(',');
    await page.waitForURL((url) => url.searchParams.get('t') === iso(closedMs));
    await inspector.getByText('Closed', { exact: true }).first().waitFor();
  });

  test('from an entry of a history to that moment', async () => {
    const { page } = await site().desk('dispatcher', `/?sel=checkpoints:${checkpoint.id}&lang=en`);
    await page.getByRole('article').locator('.history li button').last().click();
    await page.waitForURL((url) => url.searchParams.get('t') === iso(closedMs));
    await page.locator(bar).getByText('You are in the past').waitFor();
  });

  test('T asks for a time; what came later is gone, nothing can be changed, L leads back', async () => {
    const { page, complaints } = await site().desk('operator');
    const row = page.locator(`[data-id="${fresh.id}"]`);
    await row.waitFor();
    await page.keyboard.press('t');
    await page.keyboard.press('Enter');
    await page.locator(bar).getByText('当前显示的是过去').waitFor();
    await page.locator(bar).getByRole('status').filter({ hasText: '已暂停' }).waitFor();
    await row.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/[?&]t=\d{4}-\d\d-\d\dT/);
    expect(await page.getByRole('button', { name: /登记/ }).isDisabled()).toBe(true);
    await page.keyboard.press('n');
    expect(await page.locator('form.draft').count()).toBe(0);
    await page.keyboard.press('l');
    await row.waitFor();
    expect(await page.locator(bar).count()).toBe(0);
    expect(page.url()).not.toMatch(/[?&]t=/);
    expect(complaints).toEqual([]);
  });

  test('an incident that was not there yet is said to be absent', async () => {
    const at = iso(closedMs);
    const { page } = await site().desk('operator', `/?t=${at}&sel=incidents:${fresh.id}`);
    await page.getByText('该时刻没有此对象').waitFor();
  });

  test('a live alarm that nobody acknowledged breaks through, and leads back to live', async () => {
    const { page } = await site().desk('operator', `/?t=${iso(closedMs)}&lang=en`);
    await page.locator(bar).getByText('You are in the past').waitFor();
    const { deps } = site();
    const now = iso(deps.clock());
    const raised = condition({ at: now, subjectLabel: 'ZD-001', areaCode: checkpoint.properties.areaCode });
    await command(deps, (tx) => observeConditions(tx, [raised], now));
    await page.getByRole('alert').getByText('ZD-001').waitFor();
    await page.getByRole('button', { name: 'Back to live, to act' }).click();
    await page.locator(bar).waitFor({ state: 'detached' });
    expect(page.url()).toContain('sel=alarms:');
  });

  test('a time that has not come, or none, is refused in words', async () => {
    const { page } = await site().desk('operator', `/?t=${iso(closedMs)}&lang=en`);
    const input = page.locator(`${bar} input`);
    await input.fill('2099-01-01T00:00:00');
    await page.keyboard.press('Enter');
    await page.getByText('That time has not come yet').waitFor();
    await input.fill('');
    await page.keyboard.press('Enter');
    await page.getByText('Give a whole date and time').waitFor();
  });

  test.each(['lang=zh&theme=dark', 'lang=en&theme=light'])(
    'axe finds nothing serious in the past, %s',
    async (look) => {
      const { page } = await site().desk('operator', `/?t=${iso(closedMs)}&${look}`);
      await page
        .locator(`${bar} [role=status]`)
        .filter({ hasText: /已暂停|Paused/ })
        .first()
        .waitFor({ state: 'attached' });
      expect(await findings(page)).toEqual([]);
    },
  );

  /** Last: the plan that it makes stays. */
  test('areas are those of the plan then in force, on the map and in what is said of them', async () => {
    const { database } = site().deps;
    const [pair] = await database.query<{ gone: string; kept: string }>(sql`
      SELECT g.code AS gone, k.code AS kept FROM arc a JOIN grid g ON g.plan_id = a.plan_id AND g.id = a.left_grid
        JOIN grid k ON k.plan_id = a.plan_id AND k.id = a.right_grid
      WHERE g.community_code = k.community_code ORDER BY a.id LIMIT 1`);
    const { gone, kept } = pair ?? { gone: '', kept: '' };
    await insertEarlierPlan(database, { effectiveFrom: '2020-01-01T00:00:00Z', gone, kept, residents: 4321 });
    const drawn: string[] = [];
    const { page } = await site().open('operator', `/?t=${iso(closedMs)}&sel=grids:${kept}&lang=en`, {
      prepare: async (made) => {
        made.on('response', (response) => {
          if (response.ok()) drawn.push(response.url());
        });
      },
    });
    await page.locator(bar).getByText('Grids are those of the plan then in force').waitFor();
    const inspector = page.getByRole('article');
    await inspector.getByText('4,321').waitFor();
    const ofPlan = (url: string): boolean => url.includes('.mvt') && url.includes(`plan=${EARLIER_PLAN}`);
    await expect.poll(() => drawn.some(ofPlan)).toBe(true);
    await page.goto(`${site().url}/?t=${iso(closedMs)}&sel=grids:${gone}&lang=en`);
    await inspector.getByText('The plan then in force has no such area').waitFor();
    drawn.length = 0;
    await page.keyboard.press('l');
    await inspector.getByText('The plan then in force has no such area').waitFor({ state: 'detached' });
    await inspector.locator('.figures').waitFor();
    await expect.poll(() => drawn.some((url) => /\/tiles\/plan\/.*\.mvt$/.test(url))).toBe(true);
    await page.context().close();
  });
});
