import {
  CHECKPOINT_BORDERS,
  CHECKPOINT_STATES,
  DEVICE_HEALTHS,
  DEVICE_KINDS,
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  INSTITUTION_KINDS,
  LEVELS,
  NETS,
  POST_KINDS,
  ROAD_CLASSES,
  SHIFTS,
  UNIT_VEHICLES,
} from '../vocabulary.ts';

const folded = new Map<string, string>();
const MAX_FOLDED = 200;
const MAX_FOLDED_CHARS = 40;

/** Folds a word or a header for comparison: lower case, full width to half, letters and digits of any script only. */
export function foldWord(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  if (folded.size >= MAX_FOLDED) folded.clear();
  if (text.length <= MAX_FOLDED_CHARS) folded.set(text, word);
  return word;
}

/** Folded word of a file -> word of the vocabulary. */
export type WordList = ReadonlyMap<string, string>;

function wordList(words: readonly string[], synonyms: Record<string, string>): WordList {
  const list = new Map(words.map((word) => [foldWord(word), word]));
  for (const [word, others] of Object.entries(synonyms))
    for (const other of others.split(' ')) list.set(foldWord(other.replaceAll('_', ' ')), word);
  return list;
}

const INCIDENT_TYPE_WORDS = wordList(INCIDENT_TYPES, {
  theft: '盗窃 偷窃 扒窃 盗窃案 larceny motor_vehicle_theft stealing 盗窃车辆 盗窃电动车',
  burglary: '入室盗窃 入室盗窃案 break_in breaking_and_entering 入户盗窃',
  snatch: 'snatch_theft 抢夺 抢劫 两抢 抢夺案 抢劫案 robbery mugging',
  assault: '打架斗殴 打架 斗殴 殴打 故意伤害 伤害 battery violence fight 寻衅滋事',
  fraud: '诈骗 电信诈骗 电诈 欺诈 deceptive_practice scam 诈骗案',
  dispute: '纠纷 矛盾纠纷 邻里纠纷 家庭纠纷 经济纠纷 劳资纠纷 quarrel domestic',
  collision: '交通事故 交通 事故 车祸 traffic_accident traffic crash accident',
  noise: '噪音扰民 噪音 噪声 扰民 噪声扰民 noise_complaint public_peace_violation',
  fire: '火情 火灾 火警 着火 arson',
  hazard: '安全隐患 隐患 消防隐患 danger',
  damage: '设施损坏 损坏 损毁 故意损毁 破坏 criminal_damage vandalism',
  assistance: '求助 群众求助 走失 救助 help other 其他 其它',
});

const STATUS_WORDS = wordList(INCIDENT_STATUSES, {
  reported: '已接报 接报 新报 新建 open new 未处理 待处理 未核实 待核实 unverified',
  verified: '已核实 核实',
  assigned: '已派警 已派 派警 dispatched',
  en_route: '途中 出警中 出警 赶赴现场',
  on_scene: '到场 已到场 现场处置 处置中 arrived',
  resolved: '已处置 处置完毕 已处理 done',
  closed: '已办结 办结 结案 已结案 关闭 已关闭',
  duplicate: '重复 重复警情',
  false_alarm: '误报 虚警',
  cancelled: '取消 已取消 canceled',
});

const KIND_WORDS = {
  post: wordList(POST_KINDS, {
    police_room: '警务室 社区警务室 police_post',
    grid_station: '网格站 网格服务站 网格工作站',
    volunteer_point: '志愿者点 志愿服务点 志愿服务站',
    mediation_point: '调解室 调解点 人民调解室 mediation_room',
    compound: '技防小区 小区 residential_compound protected_compound',
    village: '平安村庄 技防村 村庄 safe_village',
  }),
  institution: wordList(INSTITUTION_KINDS, {
    school: '学校 小学 中学 大学 university college',
    kindergarten: '幼儿园',
    hospital: '医院 clinic',
    market: '市场 商场 超市 mall supermarket',
    property_company: '物业公司 物业',
    office_tower: '写字楼 办公楼 office',
    plant: '工厂 厂区 企业 factory',
    bank: '银行',
    station: '车站 火车站 汽车站',
  }),
  device: wordList(DEVICE_KINDS, {
    camera: '摄像头 摄像机 监控 监控探头 视频监控 cctv',
    alarm_button: '报警按钮 一键报警 报警柱 panic_button',
    sensor: '传感器 感应器 烟感',
  }),
} as const;

/** The words of files for each closed set of the vocabulary, Chinese and English. */
export const WORDS = {
  incidentType: INCIDENT_TYPE_WORDS,
  incidentStatus: STATUS_WORDS,
  incidentSource: wordList(INCIDENT_SOURCES, {
    report: '报警 群众报警 电话 110 call citizen reported',
    patrol: '巡逻 巡逻发现 巡防 巡防发现 found_on_patrol',
    device: '设备 设备报警 技防 alarm raised_by_a_device',
  }),
  net: wordList(NETS, {
    street: '街巷巡防网 街巷 街面 street_patrol',
    community: '社区村庄防控网 社区 community_and_village',
    checkpoint: '治安卡口堵控网 卡口',
    institution: '单位内部防范网 单位',
    technology: '现代科技防控网 科技 技防',
  }),
  priority: wordList(['1', '2', '3', '4'], {
    '1': '一级 特急 紧急 i p1 urgent critical',
    '2': '二级 急 ii p2 high',
    '3': '三级 一般 iii p3 medium normal',
    '4': '四级 缓 iv p4 low',
  }),
  level: wordList(LEVELS, {
    city: '市 城市 地级市 municipality',
    district: '区县 区 县 county 市辖区',
    street: '街道 乡镇 街道乡镇 镇 乡 town township subdistrict',
    community: '社区 村 社区村 居委会 neighbourhood neighborhood sector',
    grid: '网格 beat',
  }),
  postKind: KIND_WORDS.post,
  institutionKind: KIND_WORDS.institution,
  deviceKind: KIND_WORDS.device,
  deviceHealth: wordList(DEVICE_HEALTHS, {
    ok: '正常 在线 online good normal working',
    degraded: '异常 故障 弱 warning fault',
    offline: '离线 掉线 down dead',
  }),
  checkpointBorder: wordList(CHECKPOINT_BORDERS, {
    city: '市界 环市 出城 city_border',
    district: '区界 县界 区县界 district_border',
    road: '道路 主干道 干道 路口 main_road',
  }),
  checkpointState: wordList(CHECKPOINT_STATES, {
    staffed: '有人值守 值守 manned',
    open: '放行 开放 通行',
    closed: '封控 关闭 封闭',
  }),
  vehicle: wordList(UNIT_VEHICLES, {
    foot: '步行 步巡 徒步 walking walk on_foot',
    bicycle: '自行车 自行车巡 骑行 骑巡 bike',
    motorcycle: '摩托车 摩托车巡 摩托 电动车',
    car: '汽车 车巡 巡逻车 警车 vehicle',
  }),
  shift: wordList(SHIFTS, {
    night: '夜班 夜 晚班 晚',
    day: '白班 日班 早班 morning',
    evening: '中班 afternoon',
  }),
  roadClass: wordList(ROAD_CLASSES, {
    motorway: '高速 高速公路 expressway motorway_link freeway',
    trunk: '快速路 国道 trunk_link trunk_road',
    primary: '主干道 主干路 省道 primary_link arterial main_road',
    secondary: '次干道 次干路 县道 secondary_link collector secondary_road',
    tertiary: '支路 乡道 tertiary_link tertiary_road',
    residential:
      '街巷 小区路 巷 residential_street unclassified living_street service pedestrian local road street unknown busway',
    track:
      '土路 小路 path footway cycleway steps bridleway track_grade1 track_grade2 track_grade3 track_grade4 track_grade5',
  }),
} as const satisfies Record<string, WordList>;

const NAMES = new Map<WordList, string>(Object.entries(WORDS).map(([name, list]) => [list, name]));

/** Name of a list of words, as the page's words call the same set; '' for none. */
export function vocabularyOf(words: WordList | undefined): string {
  return (words && NAMES.get(words)) ?? '';
}
