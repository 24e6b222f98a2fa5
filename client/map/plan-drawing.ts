import type { Feature, Geometry } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import { type Arc, levelOfArc, type Place, type Plan, placeAt, pointsIn } from '../../core/plan/plan.ts';
import type { GridFigures } from '../planning/plan-figures.ts';
import { NO_PLAN_PICTURE, type PlanPicture, planPicture } from '../planning/plan-picture.ts';
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
  #plan: Plan | null = null;
  #shownArcs = new Map<number, Arc>();
  #shownGrids = new Map<string, ShownGrid>();
  #names: ReadonlyMap<string, string> = NO_PLAN_PICTURE.labels;
  #colours: ReadonlyMap<string, string> = new Map();
  #chosen: readonly string[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    planPicture.subscribe(() => this.show());
  }

  /** To be called when the style is new: its sources may be empty. */
  show(): void {
    const grids = this.#map.getSource<GeoJSONSource>('draft-grids');
    if (!grids) return;
    if (grids !== this.#grids) this.#forget(grids);
    const picture = planPicture.get();
    const { plan, labels } = picture;
    // While something is dragged neither changes.
    if (plan && (plan !== this.#plan || labels !== this.#names)) {
      this.#showBorders(plan);
      this.#showGrids(plan, labels);
      this.#plan = plan;
    }
    this.#showColours(picture.colours ?? NO_COLOURS);
    this.#showChosen(picture);
  }

  /** To be called when what was sent is gone. */
  forget(): void {
    this.#grids = undefined;
    this.show();
  }

  #forget(grids: GeoJSONSource): void {
    this.#grids = grids;
    this.#plan = null;
    this.#shownArcs = new Map();
    this.#shownGrids = new Map();
    this.#colours = new Map();
    this.#chosen = [];
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
}

const NO_COLOURS: ReadonlyMap<string, string> = new Map();

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
