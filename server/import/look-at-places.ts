import type { ImportWarning } from '../../core/contract/import.ts';
import type { AcceptedRow, RawRecord } from '../../core/import/accept-row.ts';
import { likelyProjectedCrs, parseCrs } from '../../core/import/crs.ts';
import { guessCrs } from '../../core/import/crs-guess.ts';
import type { Field } from '../../core/import/fields.ts';
import { parseCoordinate } from '../../core/import/parse-value.ts';
import { toPoint7 } from '../../core/import/read-geometry.ts';
import { type CityFrame, endsOf } from './city-frame.ts';

const SAMPLE = 600;
/** So many of the misplaced rows must fit another reading before it is proposed. */
const CLEAR_SHARE = 0.6;

/** Watches where records fall, and says when they seem to be in another CRS than they were read in. */
export class PlaceWatch {
  readonly #frame: CityFrame;
  readonly #crs: string;
  readonly #lngColumn: string | undefined;
  readonly #latColumn: string | undefined;
  readonly #inside: [number, number][] = [];
  readonly #misplaced: [x: number, y: number][] = [];
  #seen = 0;
  #outside = 0;
  #twins = 0;

  constructor(frame: CityFrame, crs: string, fieldOf: ReadonlyMap<string, Field | null>) {
    this.#frame = frame;
    this.#crs = crs;
    for (const [column, field] of fieldOf) {
      if (field?.name === 'lng') this.#lngColumn = column;
      if (field?.name === 'lat') this.#latColumn = column;
    }
  }

  see(record: RawRecord, row: AcceptedRow | undefined, areaCode: string | undefined): void {
    this.#seen += 1;
    if (row && areaCode !== undefined) this.#keepInside(row);
    else this.#keepMisplaced(record);
  }

  #keepInside({ geometry }: AcceptedRow): void {
    if (geometry.kind === 'lines' && this.#frame.roadEnds.size > 0)
      this.#twins += geometry.lines.filter((line) => this.#frame.roadEnds.has(endsOf(line))).length;
    const point =
      geometry.kind === 'point'
        ? ([geometry.lng7, geometry.lat7] as const)
        : geometry.kind === 'lines'
          ? (geometry.lines[0]?.slice(0, 2) as [number, number] | undefined)
          : undefined;
    if (!point) return;
    if (this.#inside.length < SAMPLE) this.#inside.push([point[0], point[1]]);
    else if (this.#seen % 97 === 0) this.#inside[this.#seen % SAMPLE] = [point[0], point[1]];
  }

  #keepMisplaced(record: RawRecord): void {
    const raw = this.#rawPosition(record);
    if (!raw) return;
    this.#outside += 1;
    if (this.#misplaced.length < SAMPLE) this.#misplaced.push(raw);
  }

  #rawPosition(record: RawRecord): [number, number] | undefined {
    if (record.geometry) return firstPosition(record.geometry.coordinates);
    if (this.#lngColumn === undefined || this.#latColumn === undefined) return undefined;
    const x = parseCoordinate(String(record.values[this.#lngColumn] ?? ''));
    const y = parseCoordinate(String(record.values[this.#latColumn] ?? ''));
    return x === undefined || y === undefined ? undefined : [x, y];
  }

  /** What to tell once the whole file was seen. */
  warnings(): ImportWarning[] {
    return [...this.#twinRoads(), ...this.#misread()];
  }

  #twinRoads(): ImportWarning[] {
    if (this.#twins === 0) return [];
    const roads = this.#twins;
    const message = `${roads} roads lead from end to end of roads that are there already: was the file imported before? Two roads side by side are drawn twice, and what is forbidden on one is driven on the other. Undo the earlier import first.`;
    return [{ code: 'roads_there', message, blocking: true, values: { roads } }];
  }

  #misread(): ImportWarning[] {
    if (this.#frame.grids.isEmpty) return [];
    if (this.#outside * 2 > this.#seen) return this.#misplacedHints();
    return this.#shifted();
  }

  #shareInside(place: (x: number, y: number) => [number, number] | undefined): number {
    const inside = this.#misplaced.filter(([x, y]) => {
      const point = place(x, y);
      return point !== undefined && this.#frame.grids.codeAt(...point) !== undefined;
    });
    return inside.length / this.#misplaced.length;
  }

  #misplacedHints(): ImportWarning[] {
    const own = parseCrs(this.#crs);
    if (own && this.#shareInside((x, y) => toPoint7(own, y, x)) > CLEAR_SHARE)
      return [
        {
          code: 'swapped_axes',
          message:
            'Longitude and latitude seem to be swapped: map the two columns the other way round, or swap them in the file.',
          blocking: true,
          values: {},
        },
      ];
    const [west, south, east, north] = this.#frame.grids.bounds;
    const codes = ['EPSG:4326', ...likelyProjectedCrs((west + east) / 2e7, (south + north) / 2e7)];
    for (const code of codes) {
      const crs = parseCrs(code);
      const share = crs ? this.#shareInside((x, y) => toPoint7(crs, x, y)) : 0;
      if (share < CLEAR_SHARE) continue;
      const percent = Math.round(share * 100);
      return [
        {
          code: 'crs_hint',
          message: `Read as ${code}, ${percent} % of the misplaced rows would lie in the city: give that CRS.`,
          blocking: true,
          values: { crs: code, percent },
        },
      ];
    }
    return [];
  }

  #shifted(): ImportWarning[] {
    if (this.#frame.roads.isEmpty) return [];
    const guess = guessCrs(this.#inside, this.#crs, (lng7, lat7) => this.#frame.roads.metresTo(lng7, lat7));
    if (!guess) return [];
    const values = {
      crs: guess.crs,
      readAs: this.#crs,
      shiftMetres: Math.round(guess.shiftMetres),
      metresAsRead: Math.round(guess.metresAsRead),
      metresAsGuessed: Math.round(guess.metresAsGuessed),
    };
    return [
      {
        code: 'crs_suspect',
        message: `The places seem to be in ${values.crs}, not ${values.readAs}: moved by ${values.shiftMetres} m they would lie ${values.metresAsGuessed} m from a road instead of ${values.metresAsRead} m (medians).`,
        blocking: true,
        values,
      },
    ];
  }
}

function firstPosition(coordinates: unknown): [number, number] | undefined {
  let inner = coordinates;
  for (let depth = 0; depth < 4 && Array.isArray(inner); depth++) {
    if (typeof inner[0] === 'number' && typeof inner[1] === 'number') return [inner[0], inner[1]];
    inner = inner[0];
  }
  return undefined;
}
