import { describe, expect, it } from 'vitest';
import { suggestType } from '../../../core/incident/suggest-type.ts';

describe('suggestType', () => {
  it.each([
    ['路口追尾，交通缓行', 'collision'],
    ['住宅门锁被撬，屋内被翻动', 'burglary'],
    ['电动车停放后被盗', 'theft'],
    ['小区门口两人打架', 'assault'],
    ['电梯困人求助', 'assistance'],
    ['楼道杂物冒烟', 'fire'],
    ['邻里噪声纠纷', 'noise'],
    ['Loud music from the roof', 'noise'],
    ['Two cars in a CRASH at the junction', 'collision'],
    ['gas leak near the market', 'hazard'],
  ])('%s -> %s', (text, type) => expect(suggestType(text)).toBe(type));

  it('takes the longest word: a burglary is not a plain theft', () => {
    expect(suggestType('入室盗窃')).toBe('burglary');
  });

  it('of equal words takes the first in the text', () => {
    expect(suggestType('纠纷后噪音')).toBe('dispute');
    expect(suggestType('噪音引起纠纷')).toBe('noise');
  });

  it('reads Latin words whole only', () => {
    expect(suggestType('a firefly on the smokestack')).toBeNull();
    expect(suggestType('')).toBeNull();
    expect(suggestType('一切正常')).toBeNull();
  });
});
