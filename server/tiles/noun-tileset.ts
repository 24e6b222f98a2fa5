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
    const { type, coordinates } = geometry as { type: string; coordinates: number[] | number[][] };
    if (type === 'Point') {
      const [lng = 0, lat = 0] = coordinates as number[];
      return { type: 'point', parts: [Float64Array.of(exactX(lng), exactY(lat))], zooms: [], ...more };
    }
    const parts = [toWorld(Float64Array.from(coordinates.flat()))];
    return { type: 'line', parts, zooms: ownZooms('line', parts), ...more };
  }
}

function isSamePlace(a: Shape, b: Shape): boolean {
  const [one, other] = [a.parts[0]!, b.parts[0]!];
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
