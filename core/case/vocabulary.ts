/** The closed sets of cases and risk files, spelled the same in the database, on the wire and on the screen. Plain values, as in core/vocabulary.ts. */

/** 三项排查: disputes, key areas and their problems, hazards. A case is of a place, never of a person. */
export const CASE_KINDS = ['dispute', 'key_area', 'hazard'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** 重大, 较大, 一般; 1 is the gravest. */
export const CASE_GRADES = [1, 2, 3] as const;
export type CaseGrade = (typeof CASE_GRADES)[number];

/** 办理中, 已评估待结案, 已结案. */
export const CASE_STATUSES = ['open', 'evaluated', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** 已化解, 已稳控, 未化解: what came of the work, before the case may be closed. */
export const CASE_EVALUATIONS = ['resolved', 'contained', 'unresolved'] as const;
export type CaseEvaluation = (typeof CASE_EVALUATIONS)[number];

export const CASE_OUTCOMES = [
  'settled', // 调解化解
  'rectified', // 整改到位
  'referred', // 导入法定程序
  'unfounded', // 排除
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** What can happen to a case, each with its event. */
export const CASE_ACTS = [
  'open',
  'edit',
  'note',
  'add_action',
  'end_action',
  'escalate',
  'return',
  'transfer',
  'extend',
  'evaluate',
  'close',
  'reopen',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** 六联: 联调, 联防, 联勤, 联治, 联管, 联创. */
export const JOINT_KINDS = [
  'mediation',
  'security',
  'staffing',
  'problem_solving',
  'services',
  'safety_building',
] as const;
export type JointKind = (typeof JOINT_KINDS)[number];

/** 办理中, 已办结, 不再需要. */
export const JOINT_STATES = ['open', 'done', 'dropped'] as const;
export type JointState = (typeof JOINT_STATES)[number];

/** Bodies that own a case or take part in it: institutions, never a person. */
export const ORGANISATIONS = [
  'community_committee', // 社区（村）委员会
  'mediation_committee', // 人民调解委员会
  'street_office', // 街道办事处（乡镇政府）
  'police_station', // 公安派出所
  'traffic_police', // 交警大队
  'justice_office', // 司法所
  'political_legal', // 政法委（综治中心）
  'petitions', // 信访局
  'emergency', // 应急管理局
  'fire_rescue', // 消防救援大队
  'housing', // 住房和城乡建设局
  'urban_management', // 城市管理局
  'market_regulation', // 市场监督管理局
  'natural_resources', // 自然资源局
  'environment', // 生态环境局
  'transport', // 交通运输局
  'health_commission', // 卫生健康委员会
  'civil_affairs', // 民政局
  'labour', // 人力资源和社会保障局
  'education', // 教育局
  'culture_tourism', // 文化和旅游局
] as const;
export type Organisation = (typeof ORGANISATIONS)[number];

/** What a risk file is about: something planned, with a place and a period. */
export const RISK_KINDS = [
  'mass_event', // 大型群众性活动
  'festival', // 节庆民俗活动
  'market', // 集市展销
  'road_works', // 道路施工
  'construction', // 工程建设
  'demolition', // 拆除征收
] as const;
export type RiskKind = (typeof RISK_KINDS)[number];

/** The checklist 风险点: every file answers all of them. */
export const RISK_ITEMS = [
  'legality', // 合法合规
  'consultation', // 公示与听取意见
  'crowd', // 人员密集
  'evacuation', // 疏散与救护
  'structures', // 临时搭建与危旧建筑
  'fire', // 用火用电用气
  'traffic', // 道路交通
  'livelihood', // 周边生产生活
  'environment', // 噪声扬尘与停水停电
  'opinion', // 信访投诉与舆情
  'weather', // 天气与地质
  'staffing', // 安保力量
] as const;
export type RiskItem = (typeof RISK_ITEMS)[number];

/** Of one item of the checklist, and of the whole: 低, 中, 高. In order. */
export const RISK_GRADES = ['low', 'medium', 'high'] as const;
export type RiskGrade = (typeof RISK_GRADES)[number];

export const RISK_STATUSES = [
  'draft', // 起草
  'submitted', // 待签批
  'returned', // 已退回
  'signed_off', // 已签批
  'evaluated', // 已评估
  'withdrawn', // 已撤销
] as const;
export type RiskStatus = (typeof RISK_STATUSES)[number];

/** 平稳, 有小问题, 出现险情: how it went. */
export const RISK_RESULTS = ['smooth', 'minor', 'serious'] as const;
export type RiskResult = (typeof RISK_RESULTS)[number];

export const RISK_ACTS = ['open', 'edit', 'submit', 'return', 'sign_off', 'evaluate', 'withdraw'] as const;
export type RiskAct = (typeof RISK_ACTS)[number];

/** Where the clock stands: before the period, in it, after it. */
export const RISK_PHASES = ['upcoming', 'running', 'over'] as const;
export type RiskPhase = (typeof RISK_PHASES)[number];
