import type { Level } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import type { LoggedChange } from '../queries/events.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { type ArcRow, readArcs, readAreaShapes, readGridShapes } from '../queries/tiles.ts';
import { worldX, worldY } from './mercator.ts';
import { AREA_MIN_ZOOM, LABEL_MIN_ZOOM } from './min-zooms.ts';
import type { TagValue } from './pbf.ts';
import { formedAreas, type NamedSurface, surfaceOf } from './plan-areas.ts';
import { Bounds, type DegreeBox, shapeOf } from './read-shape.ts';
import { type Shape, ShapeLayer, shapeBox } from './shape-layer.ts';
import type { StaticTileset } from './tile-source.ts';
import { Touches } from './touches.ts';
import { lineZooms, SharedVertices } from './vertex-zoom.ts';

interface Surface {
  row: Named;
  area: Shape;
  label: Shape;
}

/** A plan: areas, grids, their borders (each once, from the arcs) and labels. One of them can change without the others. */
export class PlanTileset implements StaticTileset {
  readonly touches = new Touches();
  readonly #shared = new SharedVertices();
  readonly #bounds = new Bounds();
  readonly #surfaces = new Map<string, Surface>();
  #boundaries: Shape[] = [];
  #layers: ShapeLayer[] = [];

  /** The plan in force with the areas as they are, or any plan with the areas that its grids form. */
  static async load(database: Queryable, planId: string | null = null): Promise<PlanTileset> {
    const plan = new PlanTileset();
    const arcs: ArcRow[] = [];
    for await (const arc of readArcs(database, planId)) arcs.push(arc);
    plan.#boundaries = boundariesOf(arcs, plan.#shared);
    const grids: NamedSurface[] = [];
    for await (const row of readGridShapes(database, planId)) grids.push(surfaceOf(row));
    const areas: NamedSurface[] = [];
    for await (const row of readAreaShapes(database)) areas.push(surfaceOf(row));
    for (const area of planId === null ? areas : await formedAreas(database, areas, arcs, grids))
      plan.#add(area);
    for (const grid of grids) plan.#add(grid);
    plan.#arrange();
    return plan;
  }

  get layers(): readonly ShapeLayer[] {
    return this.#layers;
  }

  get bounds(): DegreeBox | undefined {
    return this.#bounds.degrees;
  }

  /** Takes over new names of an area or grid; false when that is not all that changed. */
  apply({ noun, kind, after }: LoggedChange): boolean {
    if (noun !== 'areas' && noun !== 'grids') return true;
    const { code, nameZh, nameEn } = (after as PlacedFeature | null)?.properties ?? {};
    const surface = this.#surfaces.get(String(code));
    if (kind === 'bulk' || kind === 'delete' || !surface) return false;
    surface.row = { ...surface.row, nameZh: String(nameZh), nameEn: String(nameEn) };
    surface.area.values = areaValues(surface.row);
    surface.label.values = labelValues(surface.row);
    this.touches.touch(shapeBox(surface.area));
    this.touches.touch(shapeBox(surface.label));
    return true;
  }

  /** Reads a new area, and answers how to put it in; undefined when more changed than that. */
  static async readNew(
    database: Queryable,
    { noun, kind, subjectId }: LoggedChange,
  ): Promise<((plan: PlanTileset) => void) | undefined> {
    if (noun !== 'areas' || kind !== 'create') return undefined;
    const rows: NamedSurface[] = [];
    for await (const row of readAreaShapes(database, subjectId)) rows.push(surfaceOf(row));
    return (plan) => {
      for (const row of rows) {
        const { area, label } = plan.#add(row);
        plan.touches.touch(shapeBox(area));
        plan.touches.touch(shapeBox(label));
      }
      plan.#arrange();
    };
  }

  #add(row: NamedSurface): Surface {
    const { code, level, nameZh, nameEn } = row;
    const area = areaShape(row, this.#shared, this.#bounds);
    const surface = { row: { code, level, nameZh, nameEn }, area, label: labelShape(row) };
    this.#surfaces.set(code, surface);
    return surface;
  }

  #arrange(): void {
    const surfaces = [...this.#surfaces.values()].sort((a, b) => (a.row.code < b.row.code ? -1 : 1));
    const areas = surfaces.filter(({ row }) => row.level !== 'grid');
    const grids = surfaces.filter(({ row }) => row.level === 'grid');
    this.#layers = [
      new ShapeLayer(
        'areas',
        ['code', 'level', 'nameZh', 'nameEn'],
        areas.map(({ area }) => area),
      ),
      new ShapeLayer(
        'grids',
        ['code', 'nameZh', 'nameEn'],
        grids.map(({ area }) => area),
      ),
      new ShapeLayer('boundaries', ['level'], this.#boundaries),
      new ShapeLayer(
        'labels',
        ['code', 'level', 'nameZh', 'nameEn'],
        [...areas, ...grids].map(({ label }) => label),
      ),
    ];
  }
}

function boundariesOf(arcs: readonly ArcRow[], shared: SharedVertices): Shape[] {
  const byLevel = new Map<Level, { values: readonly TagValue[]; shapes: Shape[] }>();
  for (const { level, coordinates, leftCode, rightCode } of arcs) {
    const line = new Int32Array(coordinates.length);
    for (let i = 0; i < line.length; i += 2) {
      line[i] = worldX(coordinates[i]! / 1e7);
      line[i + 1] = worldY(coordinates[i + 1]! / 1e7);
    }
    const zooms = lineZooms(line);
    shared.add(line, zooms);
    const codes = [leftCode, rightCode].filter((code) => code !== null);
    const ofLevel = byLevel.get(level) ?? { values: [level], shapes: [] };
    byLevel.set(level, ofLevel);
    ofLevel.shapes.push({
      type: 'line',
      parts: [line],
      holes: [false],
      zooms: [zooms],
      minZoom: AREA_MIN_ZOOM[level],
      values: ofLevel.values,
      codes,
    });
  }
  return [...byLevel.values()].flatMap(({ shapes }) => shapes);
}

function areaShape(row: NamedSurface, shared: SharedVertices, bounds: Bounds): Shape {
  const shape = shapeOf(row.geometry, AREA_MIN_ZOOM[row.level], areaValues(row), [row.code], bounds, shared);
  return { ...shape, id: Number(row.code) };
}

function labelShape(row: NamedSurface): Shape {
  const point = Int32Array.of(worldX(row.labelLng), worldY(row.labelLat));
  return {
    type: 'point',
    parts: [point],
    holes: [false],
    zooms: [],
    minZoom: LABEL_MIN_ZOOM[row.level],
    values: labelValues(row),
    codes: [row.code],
    id: Number(row.code),
  };
}

type Named = Pick<NamedSurface, 'code' | 'level' | 'nameZh' | 'nameEn'>;

function areaValues(row: Named): TagValue[] {
  return row.level === 'grid' ? [row.code, row.nameZh, row.nameEn] : labelValues(row);
}

function labelValues({ code, level, nameZh, nameEn }: Named): TagValue[] {
  return [code, level, nameZh, nameEn];
}
