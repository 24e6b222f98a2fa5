import { describe, expect, test } from 'vitest';
import { isFiltering, isOpen, passes } from '../../../client/state/incident-filter.ts';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import { incident } from '../watch/things.ts';

const none = DEFAULT_VIEW.filter;
const theft = incident({ type: 'theft', priority: 2, net: 'street', areaCode: '630103001002003' }).properties;

describe('the incident filter', () => {
  test('an empty filter lets everything through and counts as no filter', () => {
    expect(passes(none, theft)).toBe(true);
    expect(isFiltering(none)).toBe(false);
  });

  test('clauses are joined by and, choices of a clause by or', () => {
    expect(passes({ ...none, types: ['fraud', 'theft'] }, theft)).toBe(true);
    expect(passes({ ...none, types: ['theft'], priorities: [1] }, theft)).toBe(false);
    expect(passes({ ...none, nets: ['technology'] }, theft)).toBe(false);
  });

  test.each([
    ['630100', true],
    ['630103', true],
    ['630103001002', true],
    ['630104', false],
    ['630103001002004', false],
  ])('an incident of grid 630103001002003 lies within %s: %s', (within, expected) => {
    expect(passes({ ...none, within }, theft)).toBe(expected);
    expect(isFiltering({ ...none, within })).toBe(true);
  });

  test('open is what somebody still has to act on', () => {
    expect(isOpen({ status: 'on_scene' })).toBe(true);
    expect(isOpen({ status: 'resolved' })).toBe(false);
  });
});
