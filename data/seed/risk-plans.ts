import type {
  Organisation,
  RiskGrade,
  RiskItem,
  RiskKind,
  RiskResult,
  RiskStatus,
} from '../../core/case/vocabulary.ts';
import type { InstitutionKind, PostKind } from '../../core/vocabulary.ts';

/** A file as it is written down here: what differs from "all low, all answered". Days and hours are of the city's clock. */
export interface RiskPlan {
  at: PostKind | InstitutionKind;
  kind: RiskKind;
  zh: string;
  en: string;
  text: string;
  owner: Organisation;
  /** Days from today, and hours since midnight. */
  from: readonly [day: number, hour: number];
  to: readonly [day: number, hour: number];
  status: RiskStatus;
  /** Why it was sent back before, or how it went. */
  reason?: string;
  answers?: Partial<Record<RiskItem, RiskGrade>>;
  open?: readonly RiskItem[];
  measures?: readonly [string, Organisation][];
  result?: RiskResult;
}

export const RISK_PLANS: readonly RiskPlan[] = [
  {
    at: 'hospital',
    kind: 'road_works',
    zh: '门前供热管网改造',
    en: 'heating mains renewed in front',
    text: '分段围挡施工，保留一条车道与急救通道。',
    owner: 'housing',
    from: [-9, 7],
    to: [45, 20],
    status: 'signed_off',
    answers: { traffic: 'high', livelihood: 'medium', environment: 'medium' },
    measures: [
      ['分段施工，夜间 22 时后停止破除作业', 'housing'],
      ['早晚高峰增设交通疏导岗，保证急救通道畅通', 'traffic_police'],
    ],
  },
  {
    at: 'market',
    kind: 'market',
    zh: '夜市',
    en: 'night market',
    text: '沿市场外街设摊约八十个，每日收摊后清场。',
    owner: 'street_office',
    from: [0, 17],
    to: [1, 0],
    status: 'signed_off',
    answers: { crowd: 'medium', fire: 'medium', environment: 'medium', traffic: 'medium' },
    measures: [
      ['明火摊位配灭火器，液化气集中存放', 'fire_rescue'],
      ['安保 24 人分三段值守，设单向人流', 'police_station'],
    ],
  },
  {
    at: 'plant',
    kind: 'demolition',
    zh: '旧厂房拆除',
    en: 'old plant pulled down',
    text: '拆除两栋砖混厂房，邻近居民楼。',
    owner: 'housing',
    from: [-2, 8],
    to: [6, 18],
    status: 'returned',
    reason: '未落实扬尘在线监测，疏散路线与居民楼冲突，请补充后重新提交',
    answers: { structures: 'high', environment: 'high', livelihood: 'medium', consultation: 'medium' },
    measures: [['湿法作业，设防尘网', 'environment']],
  },
  {
    at: 'station',
    kind: 'mass_event',
    zh: '城市马拉松起点',
    en: 'city marathon, start',
    text: '起点与前五公里赛道，预计参赛六千人。',
    owner: 'culture_tourism',
    from: [3, 7],
    to: [3, 14],
    status: 'submitted',
    answers: { crowd: 'high', traffic: 'medium', weather: 'medium' },
    measures: [
      ['赛道沿线分段封控，提前 48 小时公告绕行', 'traffic_police'],
      ['每公里设医疗点，救护车待命', 'health_commission'],
    ],
  },
  {
    at: 'village',
    kind: 'festival',
    zh: '传统庙会',
    en: 'temple fair',
    text: '为期三天，含社火表演与集市。',
    owner: 'community_committee',
    from: [12, 9],
    to: [14, 18],
    status: 'draft',
    answers: { crowd: 'medium', structures: 'medium' },
    open: ['evacuation', 'staffing', 'opinion', 'fire'],
  },
  {
    at: 'school',
    kind: 'construction',
    zh: '教学楼加固改造',
    en: 'school building strengthened',
    text: '利用周末与课后施工，分区封闭。',
    owner: 'education',
    from: [-20, 8],
    to: [25, 18],
    status: 'signed_off',
    reason: '未明确课间人流与施工车辆的错时安排，请补充后重新提交',
    answers: { structures: 'medium' },
    measures: [['施工区与通道硬隔离，专人引导', 'education']],
  },
  {
    at: 'office_tower',
    kind: 'mass_event',
    zh: '广场音乐节',
    en: 'music festival on the square',
    text: '两场演出，单场约三千人，已于昨日结束。',
    owner: 'culture_tourism',
    from: [-2, 18],
    to: [-1, 22],
    status: 'signed_off',
    answers: { crowd: 'high', structures: 'medium' },
    measures: [['舞台搭建第三方验收，分区限流', 'emergency']],
  },
  {
    at: 'market',
    kind: 'market',
    zh: '秋季农产品展销',
    en: 'autumn produce fair',
    text: '为期五天。',
    owner: 'market_regulation',
    from: [-30, 9],
    to: [-25, 18],
    status: 'evaluated',
    reason: '人流平稳，未发生险情',
    answers: { crowd: 'medium' },
    result: 'smooth',
  },
  {
    at: 'station',
    kind: 'road_works',
    zh: '站前广场地砖更换',
    en: 'paving of the forecourt renewed',
    text: '夜间分段施工，白天恢复通行。',
    owner: 'urban_management',
    from: [-24, 21],
    to: [-16, 6],
    status: 'evaluated',
    reason: '按期完工，期间无投诉',
    answers: { traffic: 'medium', crowd: 'medium', environment: 'medium' },
    measures: [['夜间施工，设围挡与照明，专人疏导', 'urban_management']],
    result: 'smooth',
  },
  {
    at: 'village',
    kind: 'festival',
    zh: '丰收节',
    en: 'harvest festival',
    text: '村内广场文艺演出与农货展，预计两千人。',
    owner: 'culture_tourism',
    from: [-14, 9],
    to: [-13, 18],
    status: 'evaluated',
    reason: '午后进村道路拥堵约四十分钟，已记录改进',
    answers: { traffic: 'high' },
    measures: [['村口设临时停车场，分时段放行', 'traffic_police']],
    result: 'minor',
  },
  {
    at: 'office_tower',
    kind: 'mass_event',
    zh: '招聘会',
    en: 'job fair',
    text: '室内大厅，分三场入场。',
    owner: 'labour',
    from: [-7, 9],
    to: [-7, 17],
    status: 'evaluated',
    reason: '分场入场有序，平稳结束',
    answers: { crowd: 'medium' },
    result: 'smooth',
  },
];
