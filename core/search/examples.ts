import type { Intent } from './understand.ts';

/** What can be typed into the command bar, for the help and for who typed something else. */
export interface Example {
  /** A word under `command.exampleOf`. */
  about:
    | 'grid'
    | 'unit'
    | 'incident'
    | 'camera'
    | 'pinyin'
    | 'filter'
    | 'filterSpan'
    | 'overdue'
    | 'lateCases'
    | 'place'
    | 'instant'
    | 'command'
    | 'page';
  zh: string;
  en: string;
  /** What both are understood as. */
  kind: Intent['kind'];
}

export const EXAMPLES: readonly Example[] = [
  { about: 'grid', zh: '网格 014', en: 'grid 014', kind: 'things' },
  { about: 'unit', zh: '单位 12', en: 'unit 12', kind: 'things' },
  { about: 'incident', zh: '警情 20261125-0042', en: 'incident 20261125-0042', kind: 'things' },
  { about: 'camera', zh: '摄像机 7', en: 'camera 7', kind: 'things' },
  { about: 'pinyin', zh: 'cbq', en: 'chengbei', kind: 'named' },
  { about: 'filter', zh: '一级 未结', en: 'P1 open', kind: 'filter' },
  { about: 'filterSpan', zh: '一级 二级 已核实 近2小时', en: 'P1 P2 verified last 2 h', kind: 'filter' },
  { about: 'overdue', zh: '超时', en: 'overdue', kind: 'filter' },
  { about: 'lateCases', zh: '逾期事项', en: 'overdue cases', kind: 'late_cases' },
  { about: 'place', zh: '东经101.78 北纬36.62', en: '101.78, 36.62', kind: 'place' },
  { about: 'instant', zh: '昨天 14:30', en: 'yesterday 14:30', kind: 'instant' },
  { about: 'command', zh: '消音', en: 'silence', kind: 'command' },
  { about: 'page', zh: '系统状态', en: 'system health', kind: 'command' },
];
