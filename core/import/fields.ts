import type { ImportNoun } from '../vocabulary.ts';
import { WORDS, type WordList } from './words.ts';

export type FieldKind =
  | 'name'
  | 'text'
  | 'code'
  | 'key'
  | 'number'
  | 'integer'
  | 'instant'
  | 'clock'
  | 'day'
  | 'flag'
  | 'word'
  | 'words'
  | 'direction'
  | 'speed'
  | 'coordinate';

/** What a column of a file may become. */
export interface Field {
  name: string;
  kind: FieldKind;
  /** Headers that mean it, best first; compared folded (see `foldWord`). */
  aliases: readonly string[];
  required?: boolean;
  /** Stored where the file has no value. */
  fallback?: string | number | boolean;
  words?: WordList;
  min?: number;
  max?: number;
}

function field(name: string, kind: FieldKind, aliases: string, more: Partial<Field> = {}): Field {
  return { name, kind, aliases: [name, ...aliases.split(' ')].filter((alias) => alias !== ''), ...more };
}

const COORDINATES = [
  field('lng', 'coordinate', 'lon long longitude 经度 x xcoordinate coordx pointx 横坐标 东坐标 easting'),
  field('lat', 'coordinate', 'latitude 纬度 y ycoordinate coordy pointy 纵坐标 北坐标 northing'),
];

const NAMES = [
  field('nameZh', 'name', '中文名 中文名称 namecn namechinese'),
  field('nameEn', 'name', '英文名 英文名称 nameenglish'),
  field(
    'name',
    'name',
    '名称 点位名称 单位名称 网格名称 区域名称 站点名称 路线名称 卡口名称 社区名称 小区名称 道路名称 路名 站名 title label stationname placename streetname',
  ),
];

const CODE = '编号 编码 代码 code id objectid number no';

/** The fields of each noun, as `--map column=field` and `--set field=value` name them. */
export const FIELDS: Record<ImportNoun, readonly Field[]> = {
  incidents: [
    ...COORDINATES,
    field(
      'type',
      'word',
      '类型 警情类型 警情类别 案件类别 案别 事件类型 类别 primarytype offense offence offensetype crimetype category incidenttype 性质',
      { required: true, words: WORDS.incidentType },
    ),
    field(
      'reportedAt',
      'instant',
      '报警时间 接警时间 报案时间 发生时间 案发时间 发案时间 事件时间 datetime timestamp occurredat reporteddate incidentdate date 日期 报警日期 发生日期',
      { required: true },
    ),
    field('time', 'clock', '时间 时刻 timeofday incidenttime 具体时间'),
    field('priority', 'word', '优先级 级别 警情级别 等级 紧急程度 severity', {
      words: WORDS.priority,
      fallback: 3,
    }),
    field('status', 'word', '状态 警情状态 处置状态 state', {
      words: WORDS.incidentStatus,
      fallback: 'closed',
    }),
    field('source', 'word', '来源 警情来源 报警方式', { words: WORDS.incidentSource, fallback: 'report' }),
    field('net', 'word', '网 防控网 所属网', { words: WORDS.net }),
    field('number', 'code', '警情编号 案件编号 接警编号 事件编号 casenumber casenum caseno incidentnumber'),
    field(
      'text',
      'text',
      '内容 简要案情 警情内容 报警内容 描述 事件描述 description summary remarks 备注 narrative',
      {
        fallback: '',
      },
    ),
    field('verifiedAt', 'instant', '核实时间'),
    field('assignedAt', 'instant', '派警时间 dispatchedat dispatchtime'),
    field('arrivedAt', 'instant', '到场时间 到达时间 arrivaltime'),
    field('resolvedAt', 'instant', '处置时间 办结时间 结案时间 closedat closeddate'),
  ],
  areas: [
    field('level', 'word', '级别 层级 等级 类型 type', { required: true, words: WORDS.level }),
    field('code', 'code', '编码 代码 区划代码 行政区划代码 adcode areacode', { required: true }),
    field('parentCode', 'code', '上级编码 上级代码 父级编码 parent'),
    ...NAMES,
  ],
  grids: [
    field('code', 'code', '网格编码 网格代码 编码 代码 gridcode'),
    ...NAMES,
    field(
      'gridName',
      'name',
      'beatnum beatno beatnumber beat gridnum gridno 网格 网格号 网格编号 grid id 编号',
    ),
    field('residents', 'integer', '人口 常住人口 居民数 人口数 人数 population', {
      fallback: 0,
      min: 0,
      max: 1e7,
    }),
    field('dwellings', 'integer', '户数 住户数 房屋数 households houses', { fallback: 0, min: 0, max: 1e7 }),
    field('district', 'key', '区县 区 县 所属区县 districtname dist county'),
    field('street', 'key', '街道 乡镇 街道乡镇 所属街道 town township ward subdistrict'),
    field('community', 'key', '社区 村 社区村 所属社区 sector neighborhood neighbourhood communityarea'),
  ],
  routes: [
    field('code', 'code', CODE, { required: true }),
    ...NAMES,
    field('vehicle', 'word', '方式 巡逻方式 交通工具 mode', { words: WORDS.vehicle, fallback: 'car' }),
    field('shift', 'word', '班次 时段', { words: WORDS.shift, fallback: 'day' }),
    field('areaCode', 'code', '辖区编码 所属辖区 area'),
  ],
  checkpoints: [
    ...COORDINATES,
    field('code', 'code', CODE, { required: true }),
    ...NAMES,
    field('border', 'word', '类别 类型 位置类型 type kind', {
      words: WORDS.checkpointBorder,
      fallback: 'road',
    }),
    field('state', 'word', '状态 status', { words: WORDS.checkpointState, fallback: 'open' }),
    field('lanes', 'integer', '车道 车道数 lanecount', { fallback: 1, min: 1, max: 40 }),
    field('bearingDegrees', 'number', '方向 方位角 朝向 bearing heading direction azimuth', {
      fallback: 0,
      min: 0,
      max: 360,
    }),
  ],
  posts: [
    ...COORDINATES,
    field('kind', 'word', '类型 类别 点位类型 type category', { required: true, words: WORDS.postKind }),
    ...NAMES,
    field('staffed', 'flag', '值守 有人值守 是否值守', { fallback: true }),
    field('staffCount', 'integer', '值守人数 工作人员数 人数 staff', { fallback: 0, min: 0, max: 500 }),
  ],
  institutions: [
    ...COORDINATES,
    field('kind', 'word', '类型 类别 单位类型 行业 type category amenity', {
      required: true,
      words: WORDS.institutionKind,
    }),
    ...NAMES,
    field('grade', 'integer', '防护等级 等级 级别 protectiongrade', { fallback: 3, min: 1, max: 3 }),
    field('guardPosts', 'integer', '岗哨数 保安岗 岗位数 guards', { fallback: 0, min: 0, max: 500 }),
    field('inspectionDueOn', 'day', '下次检查日期 检查到期日 检查日期 inspectiondue duedate', {
      required: true,
    }),
  ],
  devices: [
    ...COORDINATES,
    field('code', 'code', `设备编号 设备编码 deviceid ${CODE}`, { required: true }),
    field('kind', 'word', '类型 类别 设备类型 type category', { required: true, words: WORDS.deviceKind }),
    field('health', 'word', '状态 设备状态 健康状态 健康 status state', {
      words: WORDS.deviceHealth,
      fallback: 'ok',
    }),
    field('bearingDegrees', 'number', '方向 方位角 朝向 bearing heading direction azimuth', {
      min: 0,
      max: 360,
    }),
    field('fieldOfViewDegrees', 'number', '视场角 视角 fov fieldofview', { min: 0, max: 360 }),
    field('rangeMetres', 'number', '可视距离 作用距离 距离 range distance', { min: 0, max: 5000 }),
  ],
  roads: [
    field('class', 'word', '等级 道路等级 类型 highway fclass roadclass type', {
      words: WORDS.roadClass,
      fallback: 'residential',
    }),
    ...NAMES,
    field('oneWay', 'direction', '单行 单行道 oneway', { fallback: false }),
    field('bridge', 'flag', '桥 桥梁', { fallback: false }),
    field('speedKmh', 'speed', '限速 maxspeed speed speedlimit'),
    field('vehicles', 'words', '准行 准行车辆 可通行 allowedvehicles', { words: WORDS.vehicle }),
  ],
};

/** Speed in km/h of a road class where a file has none. */
export const CLASS_SPEED_KMH: Record<string, number> = {
  motorway: 100,
  trunk: 80,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 30,
  track: 20,
};
