import type { TFunction } from 'i18next';
import type { Split } from '../../../../core/columns/split.ts';
import type { IncidentType, Net, Shift } from '../../../../core/vocabulary.ts';
import type { SplitPanel } from '../../../analysis/split-wish.ts';
import { formatDay } from '../../../ui/format.ts';
import { priorityKey } from '../../../ui/words/graded.ts';
import { words } from '../../../ui/words/words.ts';

/** What a panel is of: '2026年10月', '11-16 – 11-22', '盗窃'. */
export function panelTitle(t: TFunction, by: Split, { key, span }: Pick<SplitPanel, 'key' | 'span'>): string {
  switch (by) {
    case 'month': {
      const [year, mm] = formatDay(span?.fromMs ?? 0).split('-');
      return t('split.month', { year, month: words.language === 'en' ? mm : Number(mm) });
    }
    case 'week':
      return `${formatDay(span?.fromMs ?? 0)} – ${formatDay((span?.toMs ?? 1) - 1).slice(5)}`;
    case 'weekend':
      return t(key === 'weekend' ? 'split.weekend' : 'split.weekdays');
    case 'shift':
      return t(`shift.${key as Shift}`);
    case 'type':
      return t(`incidentType.${key as IncidentType}`);
    case 'priority':
      return t(priorityKey(Number(key)));
    case 'net':
      return t(`net.${key as Net}`);
  }
}

/** Key of the words for the number of a panel and its rate. */
export function panelUnit(by: Split): 'split.perDay' | 'split.perShift' {
  return by === 'shift' ? 'split.perShift' : 'split.perDay';
}
