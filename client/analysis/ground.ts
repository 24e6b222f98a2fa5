import type { SessionState } from '../../core/contract/account.ts';
import type { Area, Grid } from '../../core/contract/area.ts';
import { levelOfCode } from '../../core/contract/area-code.ts';
import type { CityPlane } from '../../core/geometry/city-plane.ts';
import { boundsOf } from '../../core/geometry/ring.ts';
import { type StudyWindow, studyWindow } from '../../core/hotspot/study-window.ts';
import { get } from './fetch-history.ts';

/** The ground that incidents may lie on: an area, or all that the account may see. */
export interface Ground {
  code: string;
  nameZh: string;
  nameEn: string;
  /** [polygon][ring], each flat [lng7, lat7, ...]. */
  polygons: number[][][];
  plane: CityPlane;
  window: StudyWindow;
}

const grounds = new Map<string, Promise<Ground>>();

/** The ground of an area; null: of the whole scope. Asked for once, and again after a failure. */
export function groundOf(code: string | null): Promise<Ground> {
  const key = code ?? '';
  const known = grounds.get(key) ?? read(code);
  grounds.set(key, known);
  known.catch(() => grounds.delete(key));
  return known;
}

async function read(code: string | null): Promise<Ground> {
  const area = code ?? (await scope());
  const path = levelOfCode(area) === 'grid' ? `/api/grids/${area}` : `/api/areas/${area}`;
  const { geometry, properties } = (await (await get(path)).json()) as Area | Grid;
  const parts =
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates
      : geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : [];
  const polygons = parts.map((rings) =>
    rings.map((ring) => ring.flatMap(([lng, lat]) => [Math.round(lng * 1e7), Math.round(lat * 1e7)])),
  );
  const plane = middleOf(polygons);
  const { nameZh, nameEn } = properties;
  return { code: area, nameZh, nameEn, polygons, plane, window: studyWindow(plane, polygons) };
}

async function scope(): Promise<string> {
  const { account } = (await (await get('/api/session')).json()) as SessionState;
  return account?.scopeCode ?? '';
}

function middleOf(polygons: readonly number[][][]): CityPlane {
  const boxes = polygons.map((rings) => boundsOf(rings[0] ?? []));
  const west = Math.min(...boxes.map((box) => box[0]));
  const south = Math.min(...boxes.map((box) => box[1]));
  const east = Math.max(...boxes.map((box) => box[2]));
  const north = Math.max(...boxes.map((box) => box[3]));
  return { originLng7: Math.round((west + east) / 2), originLat7: Math.round((south + north) / 2) };
}
