import type { ImportOptions } from '../../core/contract/import.ts';
import type { Issue } from '../../core/contract/problem.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { RawRecord } from '../../core/import/accept-row.ts';
import { type Crs, epsgOf, KNOWN_CRS, parseCrs } from '../../core/import/crs.ts';
import { crsFromWkt, wktName } from '../../core/import/crs-wkt.ts';
import type { Field } from '../../core/import/fields.ts';
import { type DateOrder, isAmbiguousDate, orderOfDate } from '../../core/import/instant.ts';
import { type ColumnMatch, matchColumns } from '../../core/import/match-columns.ts';
import { foldWord } from '../../core/import/words.ts';
import {
  maskPersonalData,
  type PersonalKind,
  personalColumn,
  personalContent,
} from '../../core/personal-data.ts';
import { isZone } from '../../core/zone.ts';
import { detached } from './detached.ts';
import { ImportRefused } from './import-refused.ts';
import { type RecordReader, readerOf } from './record-reader.ts';
import { type Sniffed, sniffFile } from './sniff.ts';

/** What a first reading of the whole file shows: how every record is to be read. */
export interface Survey {
  sniffed: Sniffed;
  reader: RecordReader;
  records: number;
  /** With the first few values of each, personal data masked: they are kept with the batch. */
  columns: { column: string; samples: string[] }[];
  fieldOf: ReadonlyMap<string, Field | null>;
  crs: Crs;
  crsFrom: 'given' | 'file' | 'column' | 'default';
  zone: string;
  dateOrder: DateOrder | undefined;
  hasDirectionLetters: boolean;
}

const SHOWN_SAMPLES = 3;
const KEPT_VALUES = 300;
const SAMPLE_CHARS = 80;
const MAX_COLUMNS = 500;

class ColumnSurvey {
  /** The first values, then an even choice of the later ones. */
  readonly values: string[] = [];
  #seen = 0;
  #random = 1;
  readonly orders = new Set<DateOrder>();
  hasAmbiguousDate = false;

  add(raw: string | number | boolean): void {
    const value = String(raw);
    if (value === '') return;
    this.#seen += 1;
    if (/^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(value)) this.#addDate(value);
    if (this.values.length < KEPT_VALUES) this.values.push(detached(value.slice(0, SAMPLE_CHARS)));
    else {
      this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
      const place = this.#random % this.#seen;
      if (place >= SHOWN_SAMPLES && place < KEPT_VALUES)
        this.values[place] = detached(value.slice(0, SAMPLE_CHARS));
    }
  }

  #addDate(value: string): void {
    const order = orderOfDate(value);
    if (order) this.orders.add(order);
    else if (isAmbiguousDate(value)) this.hasAmbiguousDate = true;
  }
}

/**
 * Reads the file once: its columns, what stands in them, its CRS and the order of its dates. Throws ImportRefused for a file that
 * can not be read to its end, holds personal data, or does not fit the options. `cityZone` is the zone where none is given, `wktOf` knows
 * the systems of the EPSG registry as well-known text.
 */
export async function surveyFile(
  path: string,
  options: ImportOptions,
  cityZone: string,
  wktOf: (epsg: number) => Promise<string | undefined> = async () => undefined,
): Promise<Survey> {
  const zone = options.zone ?? cityZone;
  if (!isZone(zone))
    throw new ImportRefused(
      'invalid_request',
      refusal(`There is no time zone "${zone}"; name one like Asia/Shanghai.`, 'zone_unknown', { zone }),
    );
  const sniffed = await sniffFile(path);
  if (sniffed.format.startsWith('osm') && options.as !== 'roads')
    throw new ImportRefused(
      'invalid_request',
      refusal(
        'A file of OpenStreetMap is imported as roads: only its road network is taken.',
        'osm_only_roads',
      ),
    );
  const reader = readerOf(sniffed);
  const columns = new Map<string, ColumnSurvey>();
  let records = 0;
  for await (const piece of reader.open(path)) {
    records += piece.length;
    for (const record of piece) addRecord(columns, record);
  }
  if (records === 0 && reader.network)
    throw new ImportRefused(
      'unreadable_file',
      refusal('The OSM file holds no way with its nodes that is a road.', 'osm_without_roads'),
    );
  if (records === 0)
    throw new ImportRefused(
      'unreadable_file',
      refusal('The file holds no rows or features.', 'file_without_rows'),
    );
  refusePersonalData(columns);
  const names = [...columns.keys()];
  const match = matchColumns(options.as, names, options.map, options.set);
  refuseMapping(match);
  const { text, crsFrom } = crsText(options, match, reader, sniffed);
  const crs = await crsOf(text, wktOf);
  return {
    sniffed,
    reader,
    records,
    columns: names.map((column) => ({
      column,
      samples: (columns.get(column)?.values ?? [])
        .slice(0, SHOWN_SAMPLES)
        .map((value) => maskPersonalData(value).text),
    })),
    fieldOf: match.fieldOf,
    crs,
    crsFrom,
    zone,
    dateOrder: options.dateOrder ?? match.hints.dateOrder ?? orderOf(columns, match.fieldOf),
    hasDirectionLetters: [...match.fieldOf].some(
      ([column, field]) => field?.kind === 'direction' && columns.get(column)?.values.includes('B'),
    ),
  };
}

function refuseMapping({ errors }: ColumnMatch): void {
  const [first] = errors;
  if (!first) return;
  const message = errors.map((error) => error.message).join(' ');
  const issues = errors.map((error) => ({ path: 'map', ...error }));
  throw new ImportRefused('invalid_request', { ...first, message }, issues);
}

function addRecord(columns: Map<string, ColumnSurvey>, record: RawRecord): void {
  for (const column in record.values) {
    let survey = columns.get(column);
    if (!survey) {
      if (columns.size >= MAX_COLUMNS)
        throw new ImportRefused(
          'unreadable_file',
          refusal(`The features have more than ${MAX_COLUMNS} different properties.`, 'too_many_columns', {
            maximum: MAX_COLUMNS,
          }),
        );
      survey = new ColumnSurvey();
      columns.set(column, survey);
    }
    const value = record.values[column];
    if (value !== null && value !== undefined) survey.add(value);
  }
}

const KIND_WORDS: Record<PersonalKind, string> = {
  name: 'names of people',
  mobile: 'phone numbers',
  landline: 'phone numbers',
  id_number: 'identity numbers',
  plate: 'vehicle plates',
  bank_card: 'bank cards',
  email: 'e-mail addresses',
  face: 'faces or fingerprints',
  health: 'health data',
  ethnicity: 'ethnicity',
  faith: 'faith',
  person: 'age, sex, birth or home of people',
};

function refusePersonalData(columns: ReadonlyMap<string, ColumnSurvey>): void {
  const issues: Issue[] = [];
  for (const [column, { values }] of columns) {
    const byName = personalColumn(column);
    const kind = byName ?? personalContent(values);
    if (!kind) continue;
    const how = byName ? 'its name says' : 'its values show';
    const message = `The column holds ${KIND_WORDS[kind]} (${how}).`;
    const params = { column, personal: kind };
    issues.push({
      path: column,
      ...refusal(message, byName ? 'personal_by_name' : 'personal_by_values', params),
    });
  }
  if (issues.length === 0) return;
  const named = issues.map(({ path }) => `"${path}"`).join(', ');
  throw new ImportRefused(
    'personal_data',
    refusal(
      `Jingwei keeps no record of private persons, so the file is not taken: ${named} ${issues.length > 1 ? 'hold' : 'holds'} personal data. Remove ${issues.length > 1 ? 'these columns' : 'this column'} from the file and import it again.`,
      'personal_columns',
      { columns: issues.map(({ path }) => path) },
    ),
    issues,
  );
}

/** The system that a text names: one of ours, well-known text, or one of the EPSG registry. */
async function crsOf(text: string, wktOf: (epsg: number) => Promise<string | undefined>): Promise<Crs> {
  const epsg = epsgOf(text);
  const known = parseCrs(text) ?? crsFromWkt(text);
  const wkt = known || epsg === undefined ? undefined : await wktOf(epsg);
  const crs = known ?? (wkt === undefined ? undefined : crsFromWkt(wkt, `EPSG:${epsg}`));
  if (crs) return crs;
  const called = wktName(text) ?? text.slice(0, 60);
  throw new ImportRefused(
    'invalid_request',
    refusal(`The CRS "${called}" is not known here. Known: ${KNOWN_CRS}.`, 'crs_unknown', { crs: called }),
  );
}

/** What names the CRS, and where it stands. */
function crsText(
  options: ImportOptions,
  match: ColumnMatch,
  reader: RecordReader,
  sniffed: Sniffed,
): { text: string; crsFrom: Survey['crsFrom'] } {
  const named = (text: string, crsFrom: Survey['crsFrom']) => ({ text, crsFrom });
  if (options.crs !== undefined) return named(options.crs, 'given');
  if (match.hints.crs !== undefined) return named(match.hints.crs, 'column');
  if (reader.fileCrs !== undefined) return named(reader.fileCrs, 'file');
  if (sniffed.format === 'csv') {
    const columns = [...match.fieldOf]
      .filter(([, field]) => field?.kind === 'coordinate')
      .map(([column]) => column);
    const areDegrees = columns.every((column) =>
      /^(lng|lon|long|lat|longitude|latitude|经度|纬度)/.test(foldWord(column)),
    );
    if (!areDegrees)
      throw new ImportRefused(
        'invalid_request',
        refusal(
          `The columns ${columns.join(', ')} do not say in which CRS they are: give one, e.g. EPSG:4326 or EPSG:4543. Known: ${KNOWN_CRS}.`,
          'crs_needed',
          { columns },
        ),
      );
  }
  return named('EPSG:4326', 'default');
}

function orderOf(
  columns: ReadonlyMap<string, ColumnSurvey>,
  fieldOf: ReadonlyMap<string, Field | null>,
): DateOrder | undefined {
  const dated = [...fieldOf].filter(([, field]) => field?.kind === 'instant' || field?.kind === 'day');
  const surveys = dated.flatMap(([column]) => columns.get(column) ?? []);
  const orders = new Set(surveys.flatMap(({ orders }) => [...orders]));
  const [order] = orders;
  if (orders.size > 1)
    throw new ImportRefused(
      'invalid_request',
      refusal('Some dates are day/month and some month/day: write them all in one order.', 'dates_mixed'),
    );
  if (order === undefined && surveys.some(({ hasAmbiguousDate }) => hasAmbiguousDate))
    throw new ImportRefused(
      'invalid_request',
      refusal(
        'The dates may be day/month or month/day, and none of them tells which: give the date order dmy or mdy.',
        'dates_ambiguous',
      ),
    );
  return order;
}
