import type { Method } from '../../../../core/analysis/methods.ts';
import type {
  Analysis,
  AnalysisParameters,
  BandChoice,
  ExpectationParameters,
  ScanParameters,
} from '../../../../core/contract/analysis.ts';
import type { QuestionKey } from '../../../state/analyse-view.ts';
import type { View } from '../../../state/view-state.ts';
import { SHEET_PARAMETER, sheetOfRecord } from '../notes/sheet.ts';
import { NEW_DEFAULTS, NEW_NAMES, settingsOfRecord } from '../questions/new/new-settings.ts';

const QUESTION_OF: Record<Method, QuestionKey> = {
  gi: 'significant',
  gi_star: 'significant',
  local_moran: 'significant',
  emerging: 'changing',
  space_time_scan: 'new',
  expectation: 'expected',
};

/** Where the id of the record that is open stands in the address. */
export const RECORD_PARAMETER = 'record';

/** The view in which a saved result is asked again, and held against what was saved. */
export function viewOfRecord(record: Analysis, scopeCode: string, view: View): View {
  const { filter, parameters, areaCode } = record;
  const { hours, ...clauses } = filter;
  return {
    ...view,
    workspace: 'analyse',
    filter: { ...clauses, within: areaCode === scopeCode ? null : areaCode } as View['filter'],
    analyse: {
      ...view.analyse,
      question: QUESTION_OF[parameters.method],
      window: { fromMs: Date.parse(record.from), toMs: Date.parse(record.to) },
      hours,
      parameters: {
        ...addressOf(parameters, record.seed),
        [RECORD_PARAMETER]: record.id,
        [SHEET_PARAMETER]: sheetOfRecord(record),
      },
    },
  };
}

/** Parameters as the questions keep them in the address (useCellsChoice, useSignificantChoice, useChangingChoice, readNewSettings). */
function addressOf(parameters: AnalysisParameters, seed: number | null): Record<string, string> {
  if (parameters.method === 'space_time_scan') return scanAddress(parameters);
  if (parameters.method === 'expectation') return expectedAddress(parameters);
  const { method, cells, band, confidence } = parameters;
  const common = {
    'cells.kind': cells.kind,
    ...(cells.kind === 'metric' ? { 'cells.metres': String(cells.metres) } : {}),
    [`cells.ground.${cells.kind}`]: cells.ground,
    [`band.kind.${cells.kind}`]: band.kind,
    ...bandAddress(band, cells.kind),
    confidence: String(confidence),
  };
  if (method === 'emerging') return { ...common, 'changing.days': String(parameters.stepDays) };
  return {
    ...common,
    'significant.method': method,
    'significant.per': parameters.exposure,
    'significant.rounds': String(parameters.permutations),
    ...(seed === null ? {} : { 'significant.seed': String(seed) }),
  };
}

/** As useExpectedChoice reads it. */
function expectedAddress({
  cellMetres,
  days,
  shift,
  share,
  weeks,
  model,
}: ExpectationParameters): Record<string, string> {
  return {
    'expected.metres': String(cellMetres),
    'expected.days': String(days),
    'expected.shift': shift,
    'expected.share': String(share),
    'expected.weeks': String(weeks),
    'expected.model': model,
  };
}

function bandAddress(band: BandChoice, kind: string): Record<string, string> {
  if (band.kind === 'distance') return { [`band.metres.${kind}`]: String(band.metres) };
  return band.kind === 'nearest' ? { 'band.nearest': String(band.neighbours) } : {};
}

function scanAddress(parameters: ScanParameters): Record<string, string> {
  const settings = settingsOfRecord(parameters);
  return Object.fromEntries(
    NEW_NAMES.filter((name) => settings[name] !== NEW_DEFAULTS[name]).map((name) => [
      `new.${name}`,
      String(settings[name]),
    ]),
  );
}
