import type { LineString, Point, Surface } from '../../core/contract/geometry.ts';
import type { LoggedChange } from '../queries/events.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { exactX, exactY } from './mercator.ts';
import { NOUN_TILES, type RememberedNoun } from './noun-tiles.ts';
import type { TagValue } from './pbf.ts';
import { ownZooms, type Shape, ShapeLayer, shapeBox, toWorld } from './shape-layer.ts';
import type { StaticTileset } from './tile-source.ts';
import { Touches } from './touches.ts';

/** All things of a noun, ready to be cut into tiles. One can change without the others. */
export class NounTileset implements StaticTileset {
  readonly touches = new Touches();
  readonly #noun: RememberedNoun;
  readonly #shapes = new Map<string, Shape>();
  #layer: ShapeLayer | undefined;

  constructor(noun: RememberedNoun, features: Iterable<PlacedFeature>) {
    this.#noun = noun;
    for (const feature of features) this.#shapes.set(String(feature.id), this.#shapeOf(feature));
  }

  get layers(): readonly ShapeLayer[] {
    this.#layer ??= this.#arrange();
    return [this.#layer];
  }

  /** Takes over what an event says; false when it does not tell. */
  apply({ noun, kind, subjectId, after }: LoggedChange): boolean {
    if (noun !== this.#noun) return true;
    if (kind === 'bulk') return false;
    const before = this.#shapes.get(subjectId);
    if (before) this.touches.touch(shapeBox(before));
    if (kind === 'delete' || !after) {
      this.#shapes.delete(subjectId);
      this.#layer = undefined;
      return true;
    }
    const shape = this.#shapeOf(after as PlacedFeature);
    if (before && isSamePlace(before, shape)) {
      before.values = shape.values;
      before.codes = shape.codes;
      return true;
    }
    this.touches.touch(shapeBox(shape));
    this.#shapes.set(subjectId, shape);
    this.#layer = undefined;
    return true;
  }

  /** The newest come first: of too many in a tile they are drawn. */
  #arrange(): ShapeLayer {
    const { fields, limit } = NOUN_TILES[this.#noun];
    const shapes = [...this.#shapes].sort(([a], [b]) => (a > b ? -1 : 1)).map(([, shape]) => shape);
    return new ShapeLayer(this.#noun, Object.keys(fields), shapes, limit);
  }

  #shapeOf({ id, geometry, properties }: PlacedFeature): Shape {
    const { fields, minZoom } = NOUN_TILES[this.#noun];
    const values = Object.keys(fields).map((key) => (key === 'id' ? id : properties[key]) as TagValue | null);
    const more = { holes: [false], minZoom, values, codes: [String(properties.areaCode)] };
    const place = geometry as Point | LineString | Surface;
    if (place.type === 'Point') {
      const [lng, lat] = place.coordinates;
      return { type: 'point', parts: [Float64Array.of(exactX(lng), exactY(lat))], zooms: [], ...more };
    }
    if (place.type === 'LineString') {
      const parts = [toWorld(Float64Array.from(place.coordinates.flat()))];
      return { type: 'line', parts, zooms: ownZooms('line', parts), ...more };
    }
    const polygons = place.type === 'Polygon' ? [place.coordinates] : place.coordinates;
    const parts = polygons.flat().map((ring) => toWorld(Float64Array.from(ring.flat())));
    const holes = polygons.flatMap((rings) => rings.map((_, i) => i > 0));
    return { type: 'polygon', parts, zooms: ownZooms('polygon', parts), ...more, holes };
  }
}

function isSamePlace(a: Shape, b: Shape): boolean {
  const isSame = (one: Shape['parts'][number], other: Shape['parts'][number] | undefined) =>
    one.length === other?.length && one.every((value, i) => value === other[i]);
  return a.parts.length === b.parts.length && a.parts.every((part, i) => isSame(part, b.parts[i]));
}
