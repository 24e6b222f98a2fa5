import type { SearchNoun } from '../contract/search-noun.ts';
import type { DeviceKind } from '../vocabulary.ts';
import { foldPhrase, leadingTerm, type Term, term } from './term.ts';

/** What kind of thing is meant: a noun of the search, or a part of one. */
export interface ThingKind {
  noun: SearchNoun;
  deviceKind?: DeviceKind;
}

/** Every noun by its names. */
export const THING_TERMS: readonly Term<ThingKind>[] = [
  term({ noun: 'grids' }, '网格', 'grid,grids', 'wang ge'),
  term({ noun: 'units' }, '单位,单元,警力', 'unit,units', 'dan wei,dan yuan,jing li'),
  term(
    { noun: 'incidents' },
    '警情,事件,警情编号',
    'incident,incidents',
    'jing qing,shi jian,jing qing bian hao',
  ),
  term({ noun: 'devices' }, '设备', 'device,devices', 'she bei'),
  term(
    { noun: 'devices', deviceKind: 'camera' },
    '摄像机,摄像头,探头,监控',
    'camera,cameras,cam',
    'she xiang ji,she xiang tou,tan tou,jian kong',
  ),
  term(
    { noun: 'devices', deviceKind: 'alarm_button' },
    '报警按钮',
    'alarm button,alarm buttons,button',
    'bao jing an niu',
  ),
  term({ noun: 'devices', deviceKind: 'sensor' }, '传感器', 'sensor,sensors', 'chuan gan qi'),
  term(
    { noun: 'routes' },
    '巡防路线,巡逻路线,路线,巡线',
    'route,routes,patrol route,patrol routes',
    'xun fang lu xian,xun luo lu xian,lu xian,xun xian',
  ),
  term({ noun: 'posts' }, '防控点,岗点', 'post,posts', 'fang kong dian,gang dian'),
  term({ noun: 'checkpoints' }, '卡口', 'checkpoint,checkpoints', 'ka kou'),
  term({ noun: 'institutions' }, '重点单位', 'institution,institutions', 'zhong dian dan wei'),
  term({ noun: 'geofences' }, '电子围栏,围栏', 'geofence,geofences,fence', 'dian zi wei lan,wei lan'),
  term({ noun: 'cases' }, '排查事项,案卷', 'case,cases', 'pai cha shi xiang,an juan'),
  term({ noun: 'risks' }, '稳评,稳评档案', 'risk,risks,risk file,risk files', 'wen ping,wen ping dang an'),
  term({ noun: 'areas' }, '区划', 'area,areas', 'qu hua'),
  term({ noun: 'roads' }, '道路', 'road,roads', 'dao lu'),
];

/** What was said of things: of which kind, and which (a number, code or part of a name; empty: any). */
export interface ThingPhrase extends ThingKind {
  text: string;
  /** Whether the kind was named, or only spelled in pinyin. */
  isNamed: boolean;
}

/**
 * "grid 014", "网格014", "wg 014", "incident 20261125-0042", "camera 7" -> the kind and the rest; undefined when the text does not begin
 * with the name of a kind. Of an incident the rest is made a number as it is written: the century goes, and of a bare running number
 * `today` (yymmdd) is the day.
 */
export function readThing(text: string, today: string): ThingPhrase | undefined {
  const found = leadingTerm(foldPhrase(text), THING_TERMS);
  if (!found) return undefined;
  const rest = found.rest.replace(/^[\s:：#№号]+/, '').replace(/^(?:no\.?|number)\s*(?=\d)/, '');
  const isIncident = found.means.noun === 'incidents';
  const { means, isNamed } = found;
  return { ...means, isNamed, text: isIncident ? incidentNumber(rest, today) : rest };
}

/** "20261125-42" -> "261125-0042"; "42" -> the same of today; anything else as it is. */
export function incidentNumber(text: string, today: string): string {
  const whole = /^(?:20)?(\d{6})\s*[-–—_/ ]\s*(\d{1,6})$/.exec(text);
  if (whole) return `${whole[1]}-${(whole[2] ?? '').padStart(4, '0')}`;
  const day = /^20(\d{6})$/.exec(text);
  if (day) return String(day[1]);
  return /^\d{1,4}$/.test(text) ? `${today}-${text.padStart(4, '0')}` : text;
}
