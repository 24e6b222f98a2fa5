/**
 * The closed sets of words, spelled the same in the database, on the wire and on the screen.
 * Plain values without a schema library, so that the client can use them at no cost.
 */

/** The five prevention nets 五张网. */
export const NETS = ['street', 'community', 'checkpoint', 'institution', 'technology'] as const;
export type Net = (typeof NETS)[number];

/** Administrative levels, from the largest: 市, 区县, 街道(乡镇), 社区(村), 网格. */
export const LEVELS = ['city', 'district', 'street', 'community', 'grid'] as const;
export type Level = (typeof LEVELS)[number];

/** 一格多员: every grid has one of each. */
export const STAFF_ROLES = ['manager', 'assistant', 'supervisor', 'officer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Roles of people at a desk. */
export const DESK_ROLES = ['viewer', 'operator', 'dispatcher', 'planner', 'supervisor', 'admin'] as const;
/** And of the phone of a unit, which has its own page. */
export const ACCOUNT_ROLES = [...DESK_ROLES, 'unit'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export const INCIDENT_TYPES = [
  'theft', // 盗窃
  'burglary', // 入室盗窃
  'snatch', // 抢夺
  'assault', // 打架斗殴
  'fraud', // 诈骗
  'dispute', // 纠纷
  'collision', // 交通事故
  'noise', // 噪音扰民
  'fire', // 火情
  'hazard', // 安全隐患
  'damage', // 设施损坏
  'assistance', // 求助
] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** 1 is the most urgent. */
export const PRIORITIES = [1, 2, 3, 4] as const;
export type Priority = (typeof PRIORITIES)[number];

export const INCIDENT_STATUSES = [
  'reported',
  'verified',
  'assigned',
  'en_route',
  'on_scene',
  'resolved',
  'closed',
  'duplicate',
  'false_alarm',
  'cancelled',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** Statuses in which somebody still has to act. */
export const OPEN_INCIDENT_STATUSES = ['reported', 'verified', 'assigned', 'en_route', 'on_scene'] as const;

/** Who noticed it: patrol-discovered incidents are left out of forecasts. */
export const INCIDENT_SOURCES = ['report', 'patrol', 'device'] as const;
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

/** What is told of a place beside words: where to go in, where water is, what is closed, what to mind. */
export const PLACE_FACTS = [
  'entrance',
  'hydrant',
  'closed_road',
  'danger',
  'meeting_point',
  'shelter',
] as const;
export type PlaceFact = (typeof PLACE_FACTS)[number];

export const POST_KINDS = [
  'police_room', // 警务室
  'grid_station', // 网格站
  'volunteer_point', // 志愿者点
  'mediation_point', // 调解室
  'compound', // 技防小区
  'village', // 平安村庄
] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** 有人值守 / 放行 / 封控. */
export const CHECKPOINT_STATES = ['staffed', 'open', 'closed'] as const;
export type CheckpointState = (typeof CHECKPOINT_STATES)[number];

export const CHECKPOINT_BORDERS = ['city', 'district', 'road'] as const;
export type CheckpointBorder = (typeof CHECKPOINT_BORDERS)[number];

export const INSTITUTION_KINDS = [
  'school',
  'kindergarten',
  'hospital',
  'market',
  'property_company',
  'office_tower',
  'plant',
  'bank',
  'station',
] as const;
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

/** Protection grade 防护等级; 1 is the strictest. */
export const PROTECTION_GRADES = [1, 2, 3] as const;
export type ProtectionGrade = (typeof PROTECTION_GRADES)[number];

export const DEVICE_KINDS = ['camera', 'alarm_button', 'sensor'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const DEVICE_HEALTHS = ['ok', 'degraded', 'offline'] as const;
export type DeviceHealth = (typeof DEVICE_HEALTHS)[number];

/** Brigade 大队 (city or district) and squad 中队 (street). */
export const UNIT_KINDS = ['brigade', 'squad'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_VEHICLES = ['foot', 'bicycle', 'motorcycle', 'car'] as const;
export type UnitVehicle = (typeof UNIT_VEHICLES)[number];

export const UNIT_STATES = [
  'off_duty',
  'available',
  'patrolling',
  'en_route',
  'on_scene',
  'unavailable',
] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** What a patrol can stop at: places of the nets, grids, cells of 250 m where much happened, and points that somebody drew. */
export const PATROL_PLACE_KINDS = [
  'posts',
  'institutions',
  'checkpoints',
  'grids',
  'cells',
  'points',
] as const;
export type PatrolPlaceKind = (typeof PATROL_PLACE_KINDS)[number];

/** A plan of patrols: being made, given out to the units, or taken back. */
export const PATROL_PLAN_STATES = ['draft', 'issued', 'withdrawn'] as const;
export type PatrolPlanState = (typeof PATROL_PLAN_STATES)[number];

/** How it is known that a unit was at a stop: its position, its own word, or a code on the spot. */
export const CHECK_IN_WAYS = ['geofence', 'hand', 'qr'] as const;
export type CheckInWay = (typeof CHECK_IN_WAYS)[number];

/** Three shifts of eight hours: 00-08, 08-16, 16-24 in the city's zone. */
export const SHIFTS = ['night', 'day', 'evening'] as const;
export type Shift = (typeof SHIFTS)[number];

export const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'track',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/** Why a road is closed. */
export const CLOSURE_REASONS = ['works', 'crash', 'event', 'flood', 'fire', 'police', 'other'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

export const LAND_KINDS = [
  'river',
  'lake',
  'park',
  'forest',
  'farmland',
  'residential',
  'commercial',
  'industrial',
  'education',
  'railway',
] as const;
export type LandKind = (typeof LAND_KINDS)[number];

/** Sources of live data whose silence must be seen. */
export const FEEDS = ['incidents', 'units', 'checkpoints', 'devices'] as const;
export type Feed = (typeof FEEDS)[number];

/** What can be imported from a file. */
export const IMPORT_NOUNS = [
  'incidents',
  'grids',
  'areas',
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'roads',
] as const;
export type ImportNoun = (typeof IMPORT_NOUNS)[number];

/** What an alarm can be about; each is raised by one rule. */
export const ALARM_KINDS = [
  'p1_unverified', // 一级警情未核实
  'assignment_unacknowledged', // 派警未接
  'unit_stationary', // 单位滞留
  'unit_off_route', // 偏离路线
  'unit_duress', // 单位求助
  'checkpoint_unstaffed', // 卡口无人值守
  'device_silent', // 设备失联
  'feed_silent', // 数据源中断
  'area_unvisited', // 区域无巡访
  'route_unvisited', // 路线无巡访
  'area_understaffed', // 区域警力不足
  'geofence_entered', // 进入围栏
  'geofence_left', // 离开围栏
  'deadline_missed', // 时限已过
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** The states of ANSI/ISA-18.2; `returned_unacknowledged`: the cause is gone, and nobody has seen it yet. */
export const ALARM_STATES = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned_unacknowledged',
  'shelved',
  'suppressed',
  'out_of_service',
] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

/** What can happen to an alarm: by a rule, by a person, or (`expire`) by the clock. */
export const ALARM_ACTS = [
  'raise',
  'worsen',
  'ease',
  'clear',
  'acknowledge',
  'silence',
  'shelve',
  'unshelve',
  'expire',
  'suppress',
  'unsuppress',
  'take_out',
  'put_back',
  'reset',
] as const;
export type AlarmAct = (typeof ALARM_ACTS)[number];

/** Nouns that an alarm can be about. */
export const ALARM_SUBJECTS = [
  'incidents',
  'units',
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'areas',
  'grids',
  'feeds',
  'geofences',
  'cases',
] as const;
export type AlarmSubject = (typeof ALARM_SUBJECTS)[number];

/** Alarms that a rule of the watch raises by itself, each with its settings; the others are raised by a command. */
export const RULE_KINDS = [
  'p1_unverified',
  'assignment_unacknowledged',
  'unit_stationary',
  'unit_off_route',
  'checkpoint_unstaffed',
  'device_silent',
  'feed_silent',
  'area_unvisited',
  'route_unvisited',
  'area_understaffed',
  'geofence_entered',
  'geofence_left',
] as const satisfies readonly AlarmKind[];
export type RuleKind = (typeof RULE_KINDS)[number];

/** Levels at which the absence of units is watched. */
export const AREA_RULE_LEVELS = ['district', 'street', 'community', 'grid'] as const;
export type AreaRuleLevel = (typeof AREA_RULE_LEVELS)[number];

/** Which way over its border a geofence alarms. */
export const FENCE_DIRECTIONS = ['enter', 'leave', 'both'] as const;
export type FenceDirection = (typeof FENCE_DIRECTIONS)[number];
