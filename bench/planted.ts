/** What is planted in the demo city, and what the analysis finds of it: precision and recall of new clusters, near repeats, dense groups, hot and changing cells. */
import { parseArgs } from 'node:util';
import { type Study, takeStudy } from '../client/analysis/study.ts';
import type { NewFindings } from '../client/workspaces/analyse/questions/new/new-findings.ts';
import { NEW_DEFAULTS, type NewSettings } from '../client/workspaces/analyse/questions/new/new-settings.ts';
import { NewWork } from '../client/workspaces/analyse/questions/new/new-work.ts';
import { DEFAULT_CITY_ZONE } from '../core/city-time.ts';
import { shuffle } from '../core/hotspot/shuffle.ts';
import { INCIDENT_TYPES } from '../core/vocabulary.ts';
import type { Planted } from '../data/city/city.ts';
import { makeCity } from '../data/city/make-city.ts';
import { plantedCells } from './planted-cells.ts';
import { type Flagged, heldCity, ofType, score } from './planted-truth.ts';
import { printResults, type ResultRow } from './table.ts';

const SURE = 0.05;
const DAY_MS = 86_400_000;

/** `--incidents N`, `--as-of INSTANT`, `--replications N`: the demo city as it would be seeded then, asked with the settings that the page suggests. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string', default: '200000' },
      'as-of': { type: 'string', default: '2026-11-24T04:00:00.000Z' },
      replications: { type: 'string', default: '999' },
    },
  });
  const city = makeCity({ asOf: values['as-of'], incidents: Number(values.incidents) });
  const held = heldCity(city, DEFAULT_CITY_ZONE);
  const settings = { ...NEW_DEFAULTS, replications: Number(values.replications) };
  const byType = INCIDENT_TYPES.map((type) => ({
    type,
    study: takeStudy(ofType(held, type), settings).result,
    year: takeStudy(ofType(held, type), { days: 365 }).result,
  }));
  const asOfMs = Date.parse(values['as-of']);
  const rows = [
    newClusters(byType, settings, city.planted, asOfMs),
    quietClusters(byType, settings),
    ...nearRepeats(byType, settings),
    denseGroups(byType, settings, city.planted),
    ...(await plantedCells(city, held)),
  ];
  printResults('planted', rows, {
    incidents: city.incidents.count,
    note: 'new: scan of the last 90 days up to now, each type for itself, p <= 0.05; wanted are what is growing and the bursts that still go on (the avenue, 120 days old, is neither right nor wrong). wrongByChance: each type is a test of its own at 5 %, so that about so many are flagged where nothing is planted. quiet: the same with the days shuffled. near repeats: first band, p <= 0.05; bursts are planted in burglary. groups: ST-DBSCAN of burglaries, a year. cells: 250 m squares with reports, all types together, weeks of a year: whether the cell in the middle of a planted place is flagged; other flagged cells are no mistakes, the busy parts of the city are hot as well. by class: new, consecutive or intensifying is found (fading: diminishing or historical); a place that was hot on and off before it grew is sporadic, and one that was hot half the year and cooled down has no class, by the definitions of the 17 classes; by trend: Mann-Kendall at 5 % in the direction that was planted, which more than 5 % of all cells have since scores of neighbouring weeks share incidents',
  });
}

interface OfType {
  type: string;
  study: Study;
  year: Study;
}

function newClusters(
  byType: readonly OfType[],
  settings: NewSettings,
  planted: readonly Planted[],
  asOfMs: number,
): ResultRow {
  const flags = byType.flatMap(({ type, study }) => sureClusters(study, settings, type));
  const goesOn = ({ to }: Planted) => Date.parse(to) >= asOfMs - DAY_MS;
  const wanted = planted.filter(
    (one) => goesOn(one) && (one.kind === 'emerging' || one.kind === 'near_repeat'),
  );
  const allowed = planted.filter((one) => wanted.includes(one) || one.kind === 'corridor');
  return { arm: 'new clusters', ...score(flags, wanted, allowed), wrongByChance: SURE * byType.length };
}

/** Nothing is new where the days are dealt out at random. */
function quietClusters(byType: readonly OfType[], settings: NewSettings): ResultRow {
  const flags = byType.flatMap(({ type, study }) => {
    const day = study.day.slice();
    shuffle(day, 99, 0);
    return sureClusters({ ...study, day }, settings, type);
  });
  return { arm: 'new clusters, quiet', ...score(flags, [], []), wrongByChance: SURE * byType.length };
}

function sureClusters(study: Study, settings: NewSettings, type: string): Flagged[] {
  const work = new NewWork(study, settings);
  const { scan } = work.findings(work.scan(0, work.replications.scan), new Float64Array(0));
  if (scan === 'tooWide') throw new Error(`the scan of ${type} is too wide`);
  return scan.clusters
    .filter(({ p }) => p <= SURE)
    .map(({ centre: [lng, lat], radiusMetres, fromMs, toMs }) => {
      return { lng, lat, radiusMetres: radiusMetres + settings.cell / 2, fromMs, toMs, types: [type] };
    });
}

/** Whether the first band of each type is said to repeat, and of burglary with its times shuffled. */
function nearRepeats(byType: readonly OfType[], settings: NewSettings): ResultRow[] {
  const shuffled = byType
    .filter(({ type }) => type === 'burglary')
    .map(({ year }) => {
      const time = year.time.slice();
      shuffle(time, 99, 0);
      return { type: 'burglary, times shuffled', year: { ...year, time } };
    });
  const asked = byType.filter(({ type }) => type === 'burglary' || type === 'fire');
  return [...asked, ...shuffled].map(({ type, year }) => {
    const work = new NewWork(year, settings);
    const repeats = repeatsOf(work.findings(new Float64Array(0), work.knox(0, work.replications.knox)));
    return { arm: `near repeats: ${type}`, ...repeats };
  });
}

function repeatsOf({ repeats }: NewFindings): ResultRow {
  if ('tooMany' in repeats) return { pairs: repeats.tooMany };
  const [observed = 0, mean = 0, p = 1] = [
    repeats.table.observed[0],
    repeats.table.mean[0],
    repeats.table.p[0],
  ];
  return { flagged: p <= SURE ? 1 : 0, pairs: observed, ratio: mean > 0 ? observed / mean : null, p };
}

function denseGroups(
  byType: readonly OfType[],
  settings: NewSettings,
  planted: readonly Planted[],
): ResultRow {
  const burglary = byType.find(({ type }) => type === 'burglary');
  if (!burglary) throw new Error('there are no burglaries');
  const { groups } = new NewWork(burglary.year, settings).findings(new Float64Array(0), new Float64Array(0));
  if ('tooMany' in groups) throw new Error('there are too many burglaries');
  const flags = groups.list.map(({ centre: [lng, lat], firstMs, lastMs }) => {
    return { lng, lat, radiusMetres: settings.apart, fromMs: firstMs, toMs: lastMs, types: ['burglary'] };
  });
  const bursts = planted.filter(({ kind }) => kind === 'near_repeat');
  return { arm: 'dense groups', ...score(flags, bursts, planted) };
}
