import {
  type IncidentStatus,
  type IncidentType,
  type Net,
  OPEN_INCIDENT_STATUSES,
  type Priority,
} from '../vocabulary.ts';
import { type Term, term } from './term.ts';

/** What one word of a filter narrows. */
export type FilterMeaning =
  | { priority: Priority }
  | { statuses: readonly IncidentStatus[] }
  | { type: IncidentType }
  | { net: Net }
  | { overdue: true }
  /** It only names what is filtered, or joins words. */
  | { filler: true };

const status = (one: IncidentStatus): { statuses: readonly IncidentStatus[] } => ({ statuses: [one] });

/** Words of a filter of incidents, in both languages and as typed in pinyin. */
export const FILTER_TERMS: readonly Term<FilterMeaning>[] = [
  term({ priority: 1 }, '一级,1级,一级警情', 'p1,priority 1,most urgent', 'yi ji'),
  term({ priority: 2 }, '二级,2级,二级警情', 'p2,priority 2', 'er ji'),
  term({ priority: 3 }, '三级,3级,三级警情', 'p3,priority 3', 'san ji'),
  term({ priority: 4 }, '四级,4级,四级警情', 'p4,priority 4', 'si ji'),

  term(
    { statuses: OPEN_INCIDENT_STATUSES },
    '未结,未办结,待办,在办,未完成',
    'open,unfinished',
    'wei jie,wei ban jie,dai ban,zai ban',
  ),
  term(status('reported'), '未核实,待核实', 'unverified,not verified,reported,new', 'wei he shi,dai he shi'),
  term(status('verified'), '已核实', 'verified', 'yi he shi'),
  term(status('assigned'), '已派警,已派', 'assigned,dispatched', 'yi pai jing'),
  term(status('en_route'), '赶赴现场,途中,在途', 'en route,enroute', 'gan fu xian chang'),
  term(status('on_scene'), '已到场,到场,在现场', 'on scene,onscene,arrived', 'yi dao chang'),
  term(status('resolved'), '已处置,处置完毕', 'resolved', 'yi chu zhi'),
  term(status('closed'), '已办结,办结', 'closed', 'yi ban jie'),
  term(status('duplicate'), '重复', 'duplicate,duplicates', 'chong fu'),
  term(status('false_alarm'), '误报', 'false alarm,false alarms', 'wu bao'),
  term(status('cancelled'), '已取消', 'cancelled,canceled', 'yi qu xiao'),

  term({ type: 'theft' }, '盗窃', 'theft,thefts', 'dao qie'),
  term({ type: 'burglary' }, '入室盗窃', 'burglary,burglaries', 'ru shi dao qie'),
  term({ type: 'snatch' }, '抢夺', 'snatch,snatch theft', 'qiang duo'),
  term({ type: 'assault' }, '打架斗殴,打架', 'assault,assaults,fight', 'da jia dou ou,da jia'),
  term({ type: 'fraud' }, '诈骗', 'fraud,frauds', 'zha pian'),
  term({ type: 'dispute' }, '纠纷', 'dispute,disputes', 'jiu fen'),
  term(
    { type: 'collision' },
    '交通事故,车祸',
    'collision,collisions,accident,crash',
    'jiao tong shi gu,che huo',
  ),
  term({ type: 'noise' }, '噪音扰民,噪音', 'noise', 'zao yin rao min,zao yin'),
  term({ type: 'fire' }, '火情,火灾', 'fire,fires', 'huo qing,huo zai'),
  term({ type: 'hazard' }, '安全隐患,隐患', 'hazard,hazards', 'an quan yin huan,yin huan'),
  term({ type: 'damage' }, '设施损坏,损坏', 'damage', 'she shi sun huai'),
  term({ type: 'assistance' }, '求助', 'assistance', 'qiu zhu'),

  term({ net: 'street' }, '街巷巡防网,街巷网', 'street net,street patrol', 'jie xiang xun fang wang'),
  term({ net: 'community' }, '社区村庄防控网,社区网', 'community net', 'she qu cun zhuang fang kong wang'),
  term({ net: 'checkpoint' }, '治安卡口堵控网,卡口网', 'checkpoint net', 'zhi an ka kou du kong wang'),
  term({ net: 'institution' }, '单位内部防范网,单位网', 'institution net', 'dan wei nei bu fang fan wang'),
  term({ net: 'technology' }, '现代科技防控网,科技网', 'technology net', 'xian dai ke ji fang kong wang'),

  term({ overdue: true }, '超时,超期,逾期,超过时限', 'overdue,late,past due', 'chao shi,chao qi,yu qi'),
  term({ filler: true }, '警情,事件,的,和,及,与,、', 'incident,incidents,and,or,+,&', 'jing qing'),
];
