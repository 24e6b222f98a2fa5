import { ancestorCode, isWithinCode } from '../../core/contract/area-code.ts';
import { type Refusal, refusal } from '../../core/contract/reason.ts';
import { type AcceptedRow, type RawRecord, type RowResult, rowReader } from '../../core/import/accept-row.ts';
import type { RowRefusal } from '../../core/import/read-geometry.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { CityFrame } from './city-frame.ts';
import { detached } from './detached.ts';
import type { Survey } from './survey.ts';
import type { Tally } from './tally.ts';

/** A row with the area it belongs to: the grid of its place, or the home area of a route. */
export interface LocatedRow extends AcceptedRow {
  areaCode: string;
}

export interface Acceptance {
  path: string;
  noun: ImportNoun;
  set: Readonly<Record<string, string>>;
  survey: Survey;
  frame: CityFrame;
  scopeCode: string;
  tally: Tally;
  onBytes?: (read: number) => void;
  /** Sees every record whose place could be judged, and the area it was put into if any. */
  onRecord?: (record: RawRecord, row: AcceptedRow | undefined, areaCode: string | undefined) => void;
}

type Located = { areaCode: string } | RowRefusal;

/** Reads the file and gives the rows that can be taken, in order, piece by piece; what can not is counted in the tally. */
export async function* acceptRecords(acceptance: Acceptance): AsyncGenerator<LocatedRow[]> {
  const { survey, noun } = acceptance;
  const read = rowReader({
    noun,
    fieldOf: survey.fieldOf,
    set: acceptance.set,
    crs: survey.crs,
    time: survey,
  });
  const codes = new Set<string>();
  for await (const records of survey.reader.open(acceptance.path, acceptance.onBytes)) {
    const rows: LocatedRow[] = [];
    for (const record of records) {
      const row = acceptRecord(record, read(record), codes, acceptance);
      if (row) rows.push(row);
    }
    if (rows.length > 0) yield rows;
  }
  acceptance.tally.network = survey.reader.network?.report;
}

function acceptRecord(
  record: RawRecord,
  result: RowResult,
  codes: Set<string>,
  { noun, tally, frame, scopeCode, onRecord }: Acceptance,
): LocatedRow | undefined {
  tally.read += 1;
  if ('problem' in result) {
    tally.refuse(result.problem);
    if (result.problem.code === 'bad_coordinates') onRecord?.(record, undefined, undefined);
    return undefined;
  }
  const located = locate(result.row, noun, frame, scopeCode);
  const refused = 'problem' in located ? located : takenCode(result.row, noun, codes, frame.codes);
  onRecord?.(record, result.row, 'areaCode' in located ? located.areaCode : undefined);
  if (refused) {
    const { problem: code, ...why } = refused;
    const value = code === 'duplicate_code' ? String(result.row.values.code) : null;
    tally.refuse({ row: record.index, column: null, value, code, ...why });
    return undefined;
  }
  tally.accept(result.row, previewOf);
  return Object.assign(result.row, { areaCode: (located as { areaCode: string }).areaCode });
}

function locate(row: AcceptedRow, noun: ImportNoun, frame: CityFrame, scopeCode: string): Located {
  if (noun === 'grids' || noun === 'areas' || (noun === 'roads' && frame.grids.isEmpty))
    return { areaCode: scopeCode };
  if (noun === 'routes' && row.geometry.kind === 'lines' && row.geometry.lines.length > 1)
    return {
      problem: 'wrong_geometry',
      ...refusal('A route is one LineString, walked from its first position to its last.', 'route_in_pieces'),
    };
  const areaCode = row.geometry.kind === 'point' ? pointArea(row, frame) : lineArea(row, noun, frame);
  if (areaCode === undefined) return { problem: 'outside_city', ...outsideCity(row) };
  const isInside = isWithinCode(areaCode, scopeCode) || noun === 'roads';
  return isInside ? { areaCode } : { problem: 'outside_scope', ...outsideScope(row, scopeCode) };
}

function outsideCity(row: AcceptedRow): Refusal {
  const message = `${placeText(row)} lies in no grid of the city. Is the CRS right?`;
  const place = degreesOf(row);
  return place ? refusal(message, 'place_outside_city', place) : refusal(message, 'line_outside_city');
}

function outsideScope(row: AcceptedRow, areaCode: string): Refusal {
  const message = `${placeText(row)} lies outside your area (${areaCode}).`;
  const place = degreesOf(row);
  return place
    ? refusal(message, 'place_outside_scope', { ...place, areaCode })
    : refusal(message, 'line_outside_scope', { areaCode });
}

function pointArea(row: AcceptedRow, frame: CityFrame): string | undefined {
  return row.geometry.kind === 'point' ? frame.grids.codeAt(row.geometry.lng7, row.geometry.lat7) : undefined;
}

/** The smallest of street, district and city that holds every vertex which lies in the city; a route may name its own. */
function lineArea(row: AcceptedRow, noun: ImportNoun, frame: CityFrame): string | undefined {
  if (row.geometry.kind !== 'lines') return undefined;
  const found = new Set<string>();
  for (const line of row.geometry.lines)
    for (let i = 0; i + 1 < line.length; i += 2) {
      const code = frame.grids.codeAt(line[i] as number, line[i + 1] as number);
      if (code !== undefined) found.add(code.slice(0, 9));
    }
  const [first] = found;
  if (first === undefined) return undefined;
  const { areaCode } = row.values;
  if (noun === 'routes' && typeof areaCode === 'string' && /^\d{6}(\d{3})?$/.test(areaCode)) return areaCode;
  if (found.size === 1) return first;
  const districts = new Set([...found].map((code) => code.slice(0, 6)));
  return districts.size === 1 ? first.slice(0, 6) : ancestorCode(first, 'city');
}

function takenCode(
  row: AcceptedRow,
  noun: ImportNoun,
  inFile: Set<string>,
  taken: ReadonlySet<string>,
): RowRefusal | undefined {
  const { code } = row.values;
  if (typeof code !== 'string' || noun === 'grids') return undefined;
  if (inFile.has(code))
    return {
      problem: 'duplicate_code',
      ...refusal(`The code ${code} stands in the file twice.`, 'code_twice', { code }),
    };
  if (taken.has(code))
    return {
      problem: 'duplicate_code',
      ...refusal(`The code ${code} exists already.`, 'code_exists', { code }),
    };
  inFile.add(detached(code));
  return undefined;
}

function degreesOf({ geometry }: AcceptedRow): { lng: number; lat: number } | undefined {
  return geometry.kind === 'point' ? { lng: geometry.lng7 / 1e7, lat: geometry.lat7 / 1e7 } : undefined;
}

function placeText(row: AcceptedRow): string {
  const place = degreesOf(row);
  return place ? `[${place.lng.toFixed(5)}, ${place.lat.toFixed(5)}]` : 'The line';
}

const PREVIEW_VERTICES = 400;

function thinned(line: ArrayLike<number>): [number, number][] {
  const step = Math.max(1, Math.ceil(line.length / 2 / PREVIEW_VERTICES)) * 2;
  const out: [number, number][] = [];
  for (let i = 0; i + 1 < line.length; i += step)
    out.push([(line[i] as number) / 1e7, (line[i + 1] as number) / 1e7]);
  const last = line.length - 2;
  if (step > 2 && last % step !== 0)
    out.push([(line[last] as number) / 1e7, (line[last + 1] as number) / 1e7]);
  return out;
}

/** A row as a GeoJSON feature for the preview; long lines are thinned. */
function previewOf(row: AcceptedRow): Record<string, unknown> {
  const { geometry, values } = row;
  const { lng, lat, time, ...shown } = values;
  const properties: Record<string, unknown> = { row: row.index };
  for (const [field, value] of Object.entries(shown))
    if (value !== undefined)
      properties[field] =
        /At$/.test(field) && typeof value === 'number' ? new Date(value).toISOString() : value;
  return { type: 'Feature', properties, geometry: shownGeometry(geometry) };
}

function shownGeometry(geometry: AcceptedRow['geometry']): object {
  if (geometry.kind === 'point')
    return { type: 'Point', coordinates: [geometry.lng7 / 1e7, geometry.lat7 / 1e7] };
  if (geometry.kind === 'lines') return { type: 'MultiLineString', coordinates: geometry.lines.map(thinned) };
  return { type: 'MultiPolygon', coordinates: geometry.polygons.map((rings) => rings.map(thinned)) };
}
