import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckpointNet, NetClosing } from '../../core/contract/checkpoint-net.ts';
import { type Visit, withSite } from '../support/browser.ts';

describe('the checkpoint net behind the tab Cordon', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  let net: CheckpointNet;
  beforeAll(async () => {
    visit = await site().open('viewer', '/?ws=dispatch&desk=cordon&lang=en');
    page = visit.page;
    net = await read<CheckpointNet>('');
  });
  afterAll(() => visit.context.close());

  const read = async <T>(path: string): Promise<T> =>
    await (await site().send('viewer', 'GET', `/api/checkpoint-net${path}`)).json();
  const camera = () => new URL(page.url()).searchParams.get('at');
  const blur = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

  test('by keys alone it is opened, and a crossing without a checkpoint read', async () => {
    await page.getByRole('radio', { name: 'Round a place' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/desk=checkpoints/);
    await page.getByText(`${net.crossings.length} roads cross the border`).waitFor();
    expect(await page.getByRole('tab', { name: 'Cordon', selected: true }).count()).toBe(1);
    const free = net.crossings.filter(
      ({ checkpointIds, leaves }) => checkpointIds.length === 0 && leaves === 'free',
    );
    await page.getByText(`${free.length} without a checkpoint, left past none at all`).waitFor();
    await page.getByText(/^Roads, closures and checkpoints as they were .* ago/).waitFor();
    await blur();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/of=\d+\.\d+,\d+\.\d+/);
    const panel = page.getByRole('article');
    await panel.getByText('From the area one can leave here past no checkpoint at all.').waitFor();
    await panel.getByText(/^nearest .* by car$/).waitFor();
    await panel.getByRole('table').getByRole('row', { name: 'No way left' }).waitFor();
    const before = camera();
    await page.keyboard.press('f');
    await expect.poll(camera).not.toBe(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.get('of')).toBeNull();
  });

  test('by mouse a checkpoint is chosen, and what closing it costs is what the server says', async () => {
    await page.getByText(/^By weight/).click();
    const [first] = net.checkpoints;
    const list = page.getByRole('list', { name: 'Checkpoints, what matters most first' });
    await list.getByRole('button').first().click();
    await page.waitForURL(new RegExp(`of=${first!.id}`));
    const panel = page.getByRole('article', { name: first!.nameEn });
    await panel.getByText(`1 of ${net.checkpoints.length}`).waitFor();
    const { across } = await read<NetClosing>(`/closing?checkpoint=${first!.id}`);
    const share = `${(Math.floor((across.severed / 1) * 1000) / 10).toFixed(1)}%`;
    const row = panel.getByRole('table').getByRole('row', { name: 'No way left' });
    await row
      .getByText(across.severed === 0 ? '0%' : share)
      .last()
      .waitFor();
    await page.reload();
    await panel.getByRole('table').waitFor();
    await page.goBack();
  });

  test('the border of a district has crossings of its own, and any road can be looked at', async () => {
    const border = page.getByRole('combobox', { name: 'Border of' });
    await border.selectOption('630121');
    const district = await read<CheckpointNet>('?within=630121');
    await page.getByText(`${district.crossings.length} roads cross the border`).waitFor();
    await border.selectOption(net.within);
    const [post] = (await (await site().send('viewer', 'GET', '/api/posts?limit=1')).json()).features;
    const [lng, lat] = post.geometry.coordinates as [number, number];
    await page.goto(`${new URL(page.url()).origin}/?ws=dispatch&desk=checkpoints&lang=en&of=${lng},${lat}`);
    const panel = page.getByRole('article', { name: 'Chosen place' });
    await panel.getByText(/^(Junction|Road) closed:/).waitFor();
    await panel.getByText('How this is worked out').click();
    await panel.getByText(/^Trips are modelled, not measured/).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
