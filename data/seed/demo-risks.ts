import { gradeOfRisk, wholeChecklist } from '../../core/case/risk-grade.ts';
import {
  type Organisation,
  RISK_ITEMS,
  type RiskAct,
  type RiskGrade,
  type RiskItem,
  type RiskKind,
  type RiskResult,
  type RiskStatus,
} from '../../core/case/vocabulary.ts';
import { cityDayBounds, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { RiskMeasure, RiskProperties } from '../../core/contract/risk.ts';
import type { InstitutionKind, PostKind } from '../../core/vocabulary.ts';
import type { SeededCity } from './seeded-city.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const CENTRE = ['630102', '630103', '630104', '630105'];

/** A file as it is written down here: what differs from "all low, all answered". Days and hours are of the city's clock. */
interface Plan {
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
  lastAct: RiskAct;
  lastReason?: string;
  answers?: Partial<Record<RiskItem, RiskGrade>>;
  open?: readonly RiskItem[];
  measures?: readonly [string, Organisation][];
  result?: RiskResult;
}

const PLANS: readonly Plan[] = [
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
    lastAct: 'sign_off',
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
    lastAct: 'sign_off',
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
    lastAct: 'return',
    lastReason: '未落实扬尘在线监测，疏散路线与居民楼冲突，请补充后重新提交',
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
    lastAct: 'submit',
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
    lastAct: 'open',
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
    lastAct: 'sign_off',
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
    lastAct: 'sign_off',
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
    lastAct: 'evaluate',
    lastReason: '人流平稳，未发生险情',
    answers: { crowd: 'medium' },
    result: 'smooth',
  },
];

export interface DemoRisk {
  id: string;
  areaCode: string;
  point: readonly [lng7: number, lat7: number];
  properties: Omit<
    RiskProperties,
    'version' | 'updatedAt' | 'areaCode' | 'authorName' | 'submittedByName' | 'signedByName'
  >;
}

/** Files of what goes on and is planned in the city on its day: signed, running without a sign-off, waiting, in the making, over. */
export function demoRisks(seeded: SeededCity): DemoRisk[] {
  const [midnightMs] = cityDayBounds(DEFAULT_CITY_ZONE, seeded.asOfMs);
  const year = new Date(midnightMs + 12 * HOUR_MS).toISOString().slice(0, 4);
  return PLANS.flatMap((plan, index): DemoRisk[] => {
    const host = hostOf(seeded, plan, index);
    if (!host) return [];
    const startsMs = midnightMs + plan.from[0] * DAY_MS + plan.from[1] * HOUR_MS;
    const endsMs = midnightMs + plan.to[0] * DAY_MS + plan.to[1] * HOUR_MS;
    const madeMs = Math.min(startsMs, seeded.asOfMs) - 10 * DAY_MS;
    const checklist = checklistOf(plan);
    const isSigned = plan.status === 'signed_off' || plan.status === 'evaluated';
    const [author, signer] = [seeded.id('account', 1), seeded.id('account', 4)];
    return [
      {
        id: seeded.id('risk', index, madeMs),
        areaCode: host.areaCode,
        point: host.point,
        properties: {
          number: `R${year}-${String(index + 1).padStart(4, '0')}`,
          kind: plan.kind,
          nameZh: `${host.nameZh}${plan.zh}`,
          nameEn: `${host.nameEn}: ${plan.en}`,
          text: plan.text,
          owner: plan.owner,
          startsAt: new Date(startsMs).toISOString(),
          endsAt: new Date(endsMs).toISOString(),
          status: plan.status,
          checklist,
          grade: gradeOfRisk(checklist).grade,
          gradeReason: '',
          measures: (plan.measures ?? []).map(
            ([text, organisation]): RiskMeasure => ({ text, organisation }),
          ),
          authorId: author,
          submittedBy: plan.status === 'draft' ? null : author,
          signedBy: isSigned ? signer : null,
          signedAt: isSigned ? new Date(madeMs + 3 * DAY_MS).toISOString() : null,
          result: plan.result ?? null,
          lastAct: plan.lastAct,
          lastReason: plan.lastReason ?? '',
        },
      },
    ];
  });
}

function checklistOf({ answers = {}, open = [] }: Plan) {
  return wholeChecklist(
    RISK_ITEMS.map((item) => ({
      item,
      answer: open.includes(item) ? null : (answers[item] ?? 'low'),
      note: '',
    })),
  );
}

/** A place of the kind in the built-up districts, another one for each file. */
function hostOf({ city }: SeededCity, { at }: Plan, index: number) {
  const all = [...city.posts, ...city.institutions].filter((one) => one.kind === at);
  const central = all.filter(({ areaCode }) => CENTRE.includes(areaCode.slice(0, 6)));
  const hosts = central.length > 0 ? central : all;
  return hosts[(index * 5 + 2) % Math.max(1, hosts.length)];
}
