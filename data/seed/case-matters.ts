import type { CaseKind, JointKind, Organisation } from '../../core/case/vocabulary.ts';
import type { InstitutionKind, PostKind } from '../../core/vocabulary.ts';

/** What can be the matter at a kind of place: about the place, never about a person. */
export interface Matter {
  at: PostKind | InstitutionKind;
  kind: CaseKind;
  zh: string;
  en: string;
  owner: Organisation;
  /** Who is called in, for what. */
  joint: readonly [kind: JointKind, partner: Organisation, text: string][];
}

export const MATTERS: readonly Matter[] = [
  {
    at: 'compound',
    kind: 'dispute',
    zh: '物业费与公共收益纠纷',
    en: 'dispute over fees and common income',
    owner: 'mediation_committee',
    joint: [
      ['mediation', 'housing', '核对物业账目，组织业主代表与物业公司对账'],
      ['mediation', 'justice_office', '指派调解员到场，出具调解意见'],
    ],
  },
  {
    at: 'market',
    kind: 'dispute',
    zh: '摊位租金与搬迁安置纠纷',
    en: 'dispute over stall rents and a move',
    owner: 'market_regulation',
    joint: [
      ['mediation', 'mediation_committee', '分批约谈摊位代表，形成安置方案'],
      ['security', 'police_station', '搬迁期间每日巡查两次，防止聚集冲突'],
    ],
  },
  {
    at: 'plant',
    kind: 'hazard',
    zh: '危化品临时堆放',
    en: 'chemicals stored out of place',
    owner: 'emergency',
    joint: [
      ['safety_building', 'fire_rescue', '核查储存条件，限期清运'],
      ['safety_building', 'environment', '检测周边水体与土壤'],
    ],
  },
  {
    at: 'school',
    kind: 'key_area',
    zh: '门前上下学时段拥堵、流动摊贩聚集',
    en: 'crowded gate and street stalls at school hours',
    owner: 'street_office',
    joint: [
      ['security', 'traffic_police', '上下学时段设护学岗，实行单向通行'],
      ['problem_solving', 'urban_management', '清理占道摊点，划定疏导区'],
    ],
  },
  {
    at: 'compound',
    kind: 'hazard',
    zh: '消防通道被占用',
    en: 'fire lane blocked',
    owner: 'community_committee',
    joint: [['safety_building', 'fire_rescue', '现场划线，责令物业公司清理并每周复查']],
  },
  {
    at: 'village',
    kind: 'dispute',
    zh: '灌溉用水与渠道管护纠纷',
    en: 'dispute over irrigation water',
    owner: 'community_committee',
    joint: [['mediation', 'natural_resources', '实地勘界，确认渠道权属与轮灌次序']],
  },
  {
    at: 'station',
    kind: 'key_area',
    zh: '站前揽客与夜间秩序混乱',
    en: 'touting and disorder by night',
    owner: 'police_station',
    joint: [
      ['security', 'traffic_police', '联合整治违停与非法营运'],
      ['services', 'urban_management', '增设照明与隔离设施'],
    ],
  },
  {
    at: 'compound',
    kind: 'dispute',
    zh: '加装电梯采光与费用争议',
    en: 'dispute over a new lift',
    owner: 'community_committee',
    joint: [['mediation', 'housing', '解读政策，重新公示方案']],
  },
  {
    at: 'market',
    kind: 'hazard',
    zh: '安全出口锁闭、用气不规范',
    en: 'locked exit and unsafe gas use',
    owner: 'fire_rescue',
    joint: [
      ['safety_building', 'market_regulation', '停用不合格钢瓶，逐户登记'],
      ['safety_building', 'emergency', '挂牌督办，复查验收'],
    ],
  },
  {
    at: 'plant',
    kind: 'dispute',
    zh: '工资支付与停工纠纷',
    en: 'dispute over wages and a stoppage',
    owner: 'labour',
    joint: [
      ['mediation', 'labour', '核定欠付数额，督促限期支付'],
      ['security', 'police_station', '维护厂区秩序'],
    ],
  },
  {
    at: 'compound',
    kind: 'key_area',
    zh: '电动车盗窃多发',
    en: 'frequent thefts of electric bicycles',
    owner: 'police_station',
    joint: [
      ['security', 'police_station', '夜间重点时段步巡，完善车棚监控'],
      ['staffing', 'community_committee', '组织志愿者夜间值守'],
    ],
  },
  {
    at: 'hospital',
    kind: 'dispute',
    zh: '周边停车收费纠纷',
    en: 'dispute over parking fees',
    owner: 'street_office',
    joint: [['problem_solving', 'urban_management', '重新核定泊位与收费公示']],
  },
  {
    at: 'village',
    kind: 'hazard',
    zh: '河岸护坡塌陷',
    en: 'river bank giving way',
    owner: 'natural_resources',
    joint: [['safety_building', 'emergency', '设置警戒线，汛前完成加固']],
  },
  {
    at: 'office_tower',
    kind: 'dispute',
    zh: '预付消费退费纠纷',
    en: 'dispute over prepaid fees',
    owner: 'market_regulation',
    joint: [['mediation', 'mediation_committee', '登记退费诉求，组织集中协商']],
  },
  {
    at: 'school',
    kind: 'hazard',
    zh: '围墙倾斜、排水不畅',
    en: 'leaning wall and poor drainage',
    owner: 'education',
    joint: [['safety_building', 'housing', '房屋安全鉴定，设置隔离']],
  },
  {
    at: 'compound',
    kind: 'hazard',
    zh: '外墙保温层脱落',
    en: 'facade insulation coming off',
    owner: 'housing',
    joint: [['safety_building', 'street_office', '设置防护棚，启动维修资金']],
  },
];
