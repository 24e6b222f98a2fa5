/**
 * What the demo city's generator makes and the seed loads. All coordinates are integers at 1e-7 degree
 * (EPSG:4326, lng before lat): `lng7 = round(lng * 1e7)`. Points are flat [lng7, lat7]; lines are flat
 * [lng7, lat7, lng7, lat7, ...]; rings likewise, first point repeated at the end, shells counter-clockwise, holes clockwise.
 */
import type { Rota } from '../../core/duty/rota.ts';
import type { Skill } from '../../core/duty/vocabulary.ts';
import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import type {
  CheckpointBorder,
  CheckpointState,
  DeviceHealth,
  DeviceKind,
  IncidentSource,
  IncidentStatus,
  IncidentType,
  InstitutionKind,
  LandKind,
  Level,
  Net,
  PostKind,
  Priority,
  ProtectionGrade,
  RoadClass,
  Shift,
  StaffRole,
  UnitKind,
  UnitVehicle,
} from '../../core/vocabulary.ts';

export type Point7 = readonly [lng7: number, lat7: number];
export type Line7 = readonly number[];
/** Polygons of one thing: [polygon][ring] -> flat ring; ring 0 of each polygon is its shell. */
export type MultiPolygon7 = readonly (readonly Line7[])[];

export interface CityArea {
  code: string;
  level: Exclude<Level, 'grid'>;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
  polygons: MultiPolygon7;
  label: Point7;
  areaM2: number;
}
export interface CityNode {
  id: number;
  point: Point7;
}
/** One shared border. `left`/`right` are grid indices (into `grids`) or -1 outside the city; `level` is the highest level it bounds. */
export interface CityArc {
  id: number;
  fromNode: number;
  toNode: number;
  line: Line7;
  left: number;
  right: number;
  level: Level;
}
export interface CityGrid {
  code: string;
  communityCode: string;
  nameZh: string;
  nameEn: string;
  polygons: MultiPolygon7;
  label: Point7;
  areaM2: number;
  residents: number;
  dwellings: number;
}
export interface CityStaff {
  gridCode: string;
  role: StaffRole;
  nameZh: string;
  nameEn: string;
}
export interface CityRoadNode {
  id: number;
  point: Point7;
}
export interface CityRoad {
  id: number;
  fromNode: number;
  toNode: number;
  class: RoadClass;
  nameZh: string;
  nameEn: string;
  oneWay: boolean;
  lengthMetres: number;
  speedKmh: number;
  bridge: boolean;
  line: Line7;
}
/** Rivers, lakes, parks, forests, and city blocks by use; drawn as the basemap. `minZoom` is the zoom from which it is worth drawing. */
export interface CityLand {
  id: number;
  kind: LandKind;
  nameZh: string;
  nameEn: string;
  minZoom: number;
  polygons: MultiPolygon7;
}
export interface CityPost {
  kind: PostKind;
  nameZh: string;
  nameEn: string;
  point: Point7;
  areaCode: string;
  staffed: boolean;
  staffCount: number;
}
export interface CityCheckpoint {
  code: string;
  nameZh: string;
  nameEn: string;
  point: Point7;
  areaCode: string;
  border: CheckpointBorder;
  state: CheckpointState;
  lanes: number;
  roadId: number;
  bearingDegrees: number;
}
export interface CityInstitution {
  kind: InstitutionKind;
  nameZh: string;
  nameEn: string;
  point: Point7;
  areaCode: string;
  grade: ProtectionGrade;
  guardPosts: number;
  inspectionDueOn: string;
}
export interface CityDevice {
  code: string;
  kind: DeviceKind;
  point: Point7;
  areaCode: string;
  health: DeviceHealth;
  bearingDegrees: number | null;
  fieldOfViewDegrees: number | null;
  rangeMetres: number | null;
}
/** A patrol route: a closed walk on the road network; `roadIds` in order of travel, `line` its geometry. */
export interface CityRoute {
  code: string;
  nameZh: string;
  nameEn: string;
  areaCode: string;
  net: Net;
  vehicle: UnitVehicle;
  shift: Shift;
  roadIds: number[];
  line: Line7;
  lengthMetres: number;
}
export interface CityUnit {
  code: string;
  nameZh: string;
  nameEn: string;
  kind: UnitKind;
  vehicle: UnitVehicle;
  crewSize: number;
  shift: Shift;
  skills: Skill[];
  brigadeCode: string | null;
  rota: Rota | null;
  areaCode: string;
  routeCode: string | null;
  station: Point7;
}

/** Incidents as columns, sorted by `reportedAt`. */
export interface CityIncidents {
  count: number;
  lng7: Int32Array;
  lat7: Int32Array;
  /** Unix seconds, UTC. */ reportedAt: Uint32Array;
  /** Seconds after the report, 0 if not reached. */ verifiedAfter: Uint32Array;
  assignedAfter: Uint32Array;
  arrivedAfter: Uint32Array;
  resolvedAfter: Uint32Array;
  /** Indices into the lists of core/vocabulary.ts. */ type: Uint8Array;
  priority: Uint8Array;
  status: Uint8Array;
  source: Uint8Array;
  net: Uint8Array;
  /** Index into `grids`. */ grid: Uint16Array;
}
export type IncidentWords = {
  type: IncidentType;
  priority: Priority;
  status: IncidentStatus;
  source: IncidentSource;
  net: Net;
};

/** What was hidden in the incidents for analysts to find. */
export interface Planted {
  kind: 'hotspot' | 'emerging' | 'fading' | 'near_repeat' | 'corridor';
  nameZh: string;
  nameEn: string;
  centre: Point7;
  radiusMetres: number;
  from: string;
  to: string;
  types: IncidentType[];
  incidents: number;
}

export interface DemoCity {
  seed: number;
  nameZh: string;
  nameEn: string;
  generatorVersion: string;
  asOf: string;
  areas: CityArea[];
  nodes: CityNode[];
  arcs: CityArc[];
  grids: CityGrid[];
  staff: CityStaff[];
  roadNodes: CityRoadNode[];
  roads: CityRoad[];
  turns: TurnRestriction[];
  land: CityLand[];
  posts: CityPost[];
  checkpoints: CityCheckpoint[];
  institutions: CityInstitution[];
  devices: CityDevice[];
  routes: CityRoute[];
  units: CityUnit[];
  incidents: CityIncidents;
  planted: Planted[];
}
