import { describe, expect, test } from 'vitest';
import { ownNext, standingNumbers } from '../../../client/planning/own-steps.ts';
import type { DraftStep } from '../../../core/contract/draft.ts';

const step = (
  seq: number,
  accountId: string,
  act: DraftStep['act'] = 'do',
  of: number | null = null,
): DraftStep => ({
  seq,
  accountId,
  act,
  of,
  key: `key-${seq}`,
  editorId: accountId,
  at: '2026-11-26T00:00:00.000Z',
  kind: 'moveVertex',
  communities: [],
});

describe('steps of one among several', () => {
  const log = [step(1, 'ann'), step(2, 'ben'), step(3, 'ann'), step(4, 'ann', 'undo', 3)];

  test('what was taken back does not hold, until it is made again', () => {
    expect([...standingNumbers(log)]).toEqual([1, 2]);
    expect(standingNumbers([...log, step(5, 'ann', 'redo', 3)])).toEqual(new Set([1, 2, 3]));
  });

  test('one takes back and makes again only what is of oneself', () => {
    expect(ownNext(log, 'ann')).toMatchObject({ undo: { seq: 1 }, redo: { seq: 3 } });
    expect(ownNext(log, 'ben')).toMatchObject({ undo: { seq: 2 } });
    expect(ownNext(log, 'ben').redo).toBeUndefined();
    expect(ownNext(log, 'eve')).toEqual({ undo: undefined, redo: undefined });
  });

  test('nothing is made again after something else was done', () => {
    expect(ownNext([...log, step(5, 'ann')], 'ann').redo).toBeUndefined();
  });
});
