import { describe, expect, test } from 'vitest';
import { opensWithAnalysis } from '../../../client/analysis/analysis-thread.ts';
import { decodeView } from '../../../client/state/view-codec.ts';

describe('whether the history is read before the page is there', () => {
  test.each([
    '',
    '?ws=analyse',
    '?lang=en&ws=analyse&ask=dense&at=101.75,36.65,11.5',
    '?ws=watch',
    '?ws=import',
    '?ws=analyse&mode=wall',
    '?ws=analyse&mode=desk',
    '?ws=analyse&mode=nonsense',
    '?ws=nonsense',
    '?wsx=analyse',
  ])('as the page itself reads the address: %s', (search) => {
    const { workspace, mode } = decodeView(search);
    expect(opensWithAnalysis(search)).toBe(workspace === 'analyse' && mode === 'desk');
  });
});
