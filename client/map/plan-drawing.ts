import type { Feature, Geometry } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import { type Arc, levelOfArc, type Place, type Plan, placeAt, pointsIn } from '../../core/plan/plan.ts';
import type { GridFigures } from '../planning/plan-figures.ts';
import { NO_PLAN_PICTURE, type PlanPicture, planPicture } from '../planning/plan-picture.ts';
import { planning } from '../planning/planning.ts';
import { surfacesOf } from '../planning/surfaces.ts';
import { chosenFilter, DRAFT_COLOUR } from './style/draft-layers.ts';

interface ShownGrid {
  figures: GridFigures;
  code: string;
}

/** Keeps grids and borders of the open draft on the map equal to what they are; only what changed is sent to MapLibre. */
export class PlanDrawing {
  readonly #map: MapLibreMap;
  #grids: GeoJSONSource | undefined;
  #shownArcs = new Map<number, Arc>();
  #shownGrids = new Map<string, ShownGrid>();
  #names: ReadonlyMap<string, string> = NO_PLAN_PICTURE.labels;
  #colours: ReadonlyMap<string, string> = new Map();
  #chosen: readonly string[] = [];
  #hand: unknown[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    planPicture.subscribe(() => this.show());
    planning.subscribe(() => this.show());
  }

  /** To be called when the style is new: its sources may be empty. */
  show(): void {
    const grids = this.#map.getSource<GeoJSONSource>('draft-grids');
    if (!grids) return;
    if (grids !== this.#grids) this.#forget(grids);
    const picture = planPicture.get();
    if (picture.plan) {
      this.#showBorders(picture.plan);
      this.#showGrids(picture.plan, picture.labels);
    }
    this.#showColours(picture.colours ?? NO_COLOURS);
    this.#showChosen(picture);
    this.#showHand(picture);
  }

  /** To be called when what was sent is gone. */
  forget(): void {
    this.#grids = undefined;
    this.show();
  }

  #forget(grids: GeoJSONSource): void {
    this.#grids = grids;
    this.#shownArcs = new Map();
    this.#shownGrids = new Map();
    this.#colours = new Map();
    this.#chosen = [];
    this.#hand = [];
  }

  #showBorders(plan: Plan): void {
    const add: Feature[] = [];
    for (const [id, arc] of plan.arcs)
      if (this.#shownArcs.get(id) !== arc) {
        const properties = { level: levelOfArc(plan, arc), isLocked: arc.isLocked };
        add.push({ type: 'Feature', id, properties, geometry: lineOf(arc.line) });
      }
    const remove = [...this.#shownArcs.keys()].filter((id) => !plan.arcs.has(id));
    if (add.length + remove.length === 0) return;
    this.#shownArcs = new Map(plan.arcs);
    this.#update('draft-borders', add, remove, plan.arcs.size);
  }

  #showGrids(plan: Plan, names: ReadonlyMap<string, string>): void {
    const surfaces = surfacesOf(plan);
    if (names !== this.#names) this.#rename(names);
    const [add, labels]: [Feature[], Feature[]] = [[], []];
    for (const [id, figures] of surfaces) {
      const code = plan.grids.get(id)?.code ?? '';
      const shown = this.#shownGrids.get(id);
      if (shown?.figures === figures && shown.code === code) continue;
      this.#shownGrids.set(id, { figures, code });
      add.push({ type: 'Feature', properties: { id }, geometry: surfaceOf(figures.polygons) });
      labels.push(this.#label(id, figures, code));
    }
    const remove = [...this.#shownGrids.keys()].filter((id) => !surfaces.has(id));
    for (const id of remove) this.#shownGrids.delete(id);
    if (add.length + remove.length === 0) return;
    this.#update('draft-grids', add, remove, surfaces.size);
    this.#update('draft-labels', labels, remove, surfaces.size);
  }

  /** Grids that are shown get their labels anew. */
  #rename(names: ReadonlyMap<string, string>): void {
    this.#names = names;
    const labels = [...this.#shownGrids].map(([id, { figures, code }]) => this.#label(id, figures, code));
    if (labels.length > 0) this.#update('draft-labels', labels, [], labels.length);
  }

  #label(id: string, figures: ShownGrid['figures'], code: string): Feature {
    return pointOf(labelOf(figures), { id, number: this.#names.get(id) ?? code.slice(-3) });
  }

  /** All anew when all is new: a difference of everything takes longer. */
  #update(name: string, add: Feature[], remove: (string | number)[], total: number): void {
    const source = this.#map.getSource<GeoJSONSource>(name);
    if (add.length === total && remove.length === 0)
      source?.setData({ type: 'FeatureCollection', features: add });
    else source?.updateData({ add, remove });
  }

  #showColours(colours: ReadonlyMap<string, string>): void {
    if (colours === this.#colours) return;
    const before = this.#colours;
    this.#colours = colours;
    for (const id of before.keys()) if (!colours.has(id)) this.#colour(id, null);
    for (const [id, colour] of colours) if (before.get(id) !== colour) this.#colour(id, colour);
  }

  #colour(id: string, colour: string | null): void {
    this.#map.setFeatureState({ source: 'draft-grids', id }, { [DRAFT_COLOUR]: colour });
  }

  #showChosen({ chosenGrids }: PlanPicture): void {
    if (chosenGrids === this.#chosen) return;
    this.#chosen = chosenGrids;
    for (const layer of ['draft-chosen', 'draft-chosen-fill'])
      this.#map.setFilter(layer, chosenFilter(chosenGrids));
  }

  #showHand(picture: PlanPicture): void {
    const { plan, chosenArc, tried, sketch, isSketchClosed, snap, moving, refusedAt, comments } = picture;
    const { vertex } = planning.get();
    const arc = plan?.arcs.get(chosenArc ?? -1);
    const surfaces = plan && moving ? surfacesOf(plan) : null;
    const hand = [arc, vertex, tried, sketch, isSketchClosed, snap, moving, surfaces, refusedAt, comments];
    if (hand.every((part, at) => part === this.#hand[at])) return;
    this.#hand = hand;
    const features = [
      ...(arc ? arcFeatures(arc, vertex) : []),
      ...tried.map((line) => feature(lineOf(line), 'tried')),
      ...sketchFeatures(sketch, isSketchClosed),
      ...(surfaces && moving ? movingFeatures(surfaces, moving) : []),
      ...(snap ? [pointOf(snap, { kind: 'snap' })] : []),
      ...(refusedAt ? [pointOf(refusedAt, { kind: 'refused' })] : []),
      ...comments.map(({ lng, lat, isSettled }) => ({
        ...feature({ type: 'Point', coordinates: [lng, lat] }, 'comment'),
        properties: { kind: 'comment', isSettled },
      })),
    ];
    this.#map.getSource<GeoJSONSource>('draft-hand')?.setData({ type: 'FeatureCollection', features });
  }
}

const NO_COLOURS: ReadonlyMap<string, string> = new Map();

function arcFeatures({ line }: Arc, held: number | null): Feature[] {
  const last = pointsIn(line) - 1;
  const kindOf = (index: number): string =>
    index === held ? 'held' : index === 0 || index === last ? 'end' : 'point';
  const points = Array.from({ length: last + 1 }, (_, index) =>
    pointOf(placeAt(line, index), { kind: kindOf(index) }),
  );
  return [feature(lineOf(line), 'arc'), ...points];
}

function sketchFeatures(sketch: readonly Place[], isClosed: boolean): Feature[] {
  if (sketch.length === 0) return [];
  const flat = sketch.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  const corners = sketch.slice(0, -1).map((place) => pointOf(place, { kind: 'corner' }));
  if (!isClosed || sketch.length < 3) return [feature(lineOf(flat), 'sketch'), ...corners];
  const ring = [...flat, flat[0] ?? 0, flat[1] ?? 0];
  return [feature({ type: 'Polygon', coordinates: [positionsOf(ring)] }, 'patch'), ...corners];
}

/** The piece, and the grids that it would leave and come to. */
function movingFeatures(
  surfaces: ReadonlyMap<string, GridFigures>,
  { ring, from, to }: NonNullable<PlanPicture['moving']>,
): Feature[] {
  const outline = (id: string, kind: string): Feature[] => {
    const figures = surfaces.get(id);
    return figures ? [feature(surfaceOf(figures.polygons), kind)] : [];
  };
  const flat = ring.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  const piece = feature({ type: 'Polygon', coordinates: [positionsOf(flat)] }, 'piece');
  return [...outline(from, 'giver'), ...outline(to, 'taker'), piece];
}

function feature(geometry: Geometry, kind: string): Feature {
  return { type: 'Feature', properties: { kind }, geometry };
}

function pointOf({ lng7, lat7 }: Place, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lng7 / 1e7, lat7 / 1e7] } };
}

function labelOf({ polygons }: GridFigures): Place {
  const [lng7, lat7] = labelPoint(polygons);
  return { lng7, lat7 };
}

function lineOf(line: FlatRing): Geometry {
  return { type: 'LineString', coordinates: positionsOf(line) };
}

function surfaceOf(polygons: GridFigures['polygons']): Geometry {
  const coordinates = polygons.map((rings) => rings.map(positionsOf));
  return { type: 'MultiPolygon', coordinates };
}

function positionsOf(line: FlatRing): [number, number][] {
  return Array.from({ length: pointsIn(line) }, (_, at) => {
    const { lng7, lat7 } = placeAt(line, at);
    return [lng7 / 1e7, lat7 / 1e7];
  });
}
