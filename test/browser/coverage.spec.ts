import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Coverage, CoverageAdvice } from '../../core/contract/coverage.ts';
import { type Visit, withSite } from '../support/browser.ts';

describe('the desk Coverage of Dispatch, by keyboard', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await site().open('dispatcher', '/?ws=dispatch&desk=coverage&lang=en');
    page = visit.page;
  });
  afterAll(() => visit.context.close());

  const answered = (part: string, ...params: string[]) =>
    page.waitForResponse(
      (response) =>
        new URL(response.url()).pathname === part && params.every((param) => response.url().includes(param)),
    );
  const camera = () => new URL(page.url()).searchParams.get('at');
  const table = () => page.getByRole('table', { name: 'What each net covers' });

  test('says what each net covers now, with its age, and who counts', async () => {
    await table().getByRole('row', { name: 'Checkpoint' }).waitFor();
    const picture = (await (await site().send('dispatcher', 'GET', '/api/coverage')).json()) as Coverage;
    const { covering, idle } = picture.nets.community;
    const row = table().getByRole('row', { name: 'Post' });
    await row.getByText(`${covering}/${covering + idle}`).waitFor();
    await page.getByText(/^Positions .* old, worked out .* ago/).waitFor();
  });

  test('by plan: units of the shift, hour by hour', async () => {
    await page.getByRole('radio', { name: 'Now' }).focus();
    const asked = answered('/api/coverage', 'basis=plan');
    await page.keyboard.press('ArrowRight');
    expect((await asked).status()).toBe(200);
    await page.getByText(/units on shift, 0 with an issued round/).waitFor();
    await page.getByRole('slider', { name: 'Hour' }).focus();
    const next = answered('/api/coverage', 'hour=10');
    await page.keyboard.press('ArrowRight');
    expect((await next).status()).toBe(200);
    await page.getByText('10:00–11:00').waitFor();
    await page.locator('.coverage-day .bar.on').waitFor();
  });

  test('a void is opened, flown to and left again', async () => {
    const list = page.getByRole('list', { name: 'Out of reach in time' });
    await list.locator('li').first().waitFor();
    await page.locator('body').focus();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/of=\d{15}/);
    const panel = page.getByRole('article').filter({ hasText: 'First at its heaviest grid' });
    await panel.getByText('In this street, but not counted').waitFor();
    const before = camera();
    await page.keyboard.press('f');
    await expect.poll(camera).not.toBe(before);
    await panel.getByRole('button', { name: 'Back to the advice' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Where the next one helps most' }).waitFor();
  });

  test('a longer target leaves fewer grids out, and the advice follows', async () => {
    const shareOf = async () => {
      const text = await table().getByRole('row', { name: 'Unit' }).textContent();
      return Number(/([\d.]+)%/.exec(text ?? '')?.[1]);
    };
    const before = await shareOf();
    const asked = answered('/api/coverage/advice', 'minutes=13');
    await page.getByRole('slider', { name: 'Target' }).focus();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
    await page.getByText('13 min', { exact: true }).first().waitFor();
    expect((await asked).status()).toBe(200);
    expect(await shareOf()).toBeGreaterThan(before);
  });

  test('the next checkpoint is one that is not staffed by then; a press leads there', async () => {
    const panel = page.getByRole('region', { name: 'Where the next one helps most' });
    const asked = answered('/api/coverage/advice', 'nets=checkpoint', 'add=checkpoint');
    await page
      .getByRole('group', { name: 'Which nets count together' })
      .getByRole('button', { name: 'Checkpoint' })
      .focus();
    await page.keyboard.press('Space');
    await page
      .getByRole('group', { name: 'Which nets count together' })
      .getByRole('button', { name: 'Unit' })
      .focus();
    await page.keyboard.press('Space');
    await panel.getByRole('radio', { name: 'Unit' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const advice = (await (await asked).json()) as CoverageAdvice;
    const places = panel.getByRole('list', { name: 'Whose loss costs most' }).getByRole('button');
    await places.first().waitFor();
    expect(advice.dear.length).toBeGreaterThan(0);
    const before = camera();
    await places.first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(camera).not.toBe(before);
  });

  test('tells how long arrivals took, and leaves no complaint', async () => {
    await page.getByRole('heading', { name: 'Arrivals as observed' }).waitFor();
    await page.getByText(/arrivals of four weeks|Fewer than 20 usable arrivals/).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
