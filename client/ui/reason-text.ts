import type { TFunction } from 'i18next';
import type { Because, ReasonValue } from '../../core/contract/reason.ts';
import { formatClock, formatNumber } from './format.ts';
import { words } from './words/start-words.ts';

/** Sections of the words that hold the values of a parameter, by its name (core/contract/reason.ts). */
const SECTIONS: Readonly<Record<string, string>> = {
  role: 'accountRole',
  action: 'permission',
  noun: 'thing',
  level: 'level',
  status: 'incidentStatus',
  wanted: 'incidentStatus',
  next: 'incidentStatus',
  caseStatus: 'case.status',
  caseAct: 'case.act',
  riskStatus: 'risk.status',
  riskAct: 'risk.act',
  draftStatus: 'draft.status',
  patrolState: 'patrols.state',
  stage: 'casework.stage',
  earlier: 'casework.stage',
  unitState: 'unitState',
  assignmentState: 'assignmentState',
  warnings: 'dispatch.warning',
  importStatus: 'import.statuses',
  field: 'field',
  fields: 'field',
  type: 'valueType',
  geometry: 'geometryKind',
  fileKind: 'fileKind',
  personal: 'personal',
};
/** Vocabularies that the words call otherwise, and those whose keys are numbers behind a letter. */
const VOCABULARIES: Readonly<Record<string, string>> = { vehicle: 'unitVehicle', shift: 'shiftName' };
const LETTERS: Readonly<Record<string, string>> = { priority: 'p' };
const DEGREES = new Set(['lng', 'lat']);

/** The sentence for a reason in the language of the page. */
export function reasonText(t: TFunction, { reason, params }: Because): string {
  const vocabulary = String(params.vocabulary ?? '');
  const filled = Object.entries(params).map(([name, value]) => {
    const section = name === 'known' ? (VOCABULARIES[vocabulary] ?? vocabulary) : SECTIONS[name];
    return [name, said(t, name, section, value)];
  });
  // Not as plain options: i18next takes `lng` and others for its own.
  return t(`reason.${reason}`, { replace: Object.fromEntries(filled) });
}

function said(t: TFunction, name: string, section: string | undefined, value: ReasonValue): string {
  if (typeof value === 'number') return DEGREES.has(name) ? value.toFixed(5) : formatNumber(value);
  if (name === 'place' && typeof value === 'object') return value[words.language === 'en' ? 1 : 0] ?? '';
  if (typeof value !== 'string')
    return value.map((one) => said(t, name, section, one)).join(t('listSeparator'));
  if (name === 'until' && !Number.isNaN(Date.parse(value))) return formatClock(Date.parse(value));
  if (!section) return value;
  return t(`${section}.${LETTERS[section] ?? ''}${value}`, { defaultValue: value });
}
