import { gradeOfRisk, type RiskAnswer, wholeChecklist } from '../../../../core/case/risk-grade.ts';
import type { Organisation, RiskGrade, RiskKind } from '../../../../core/case/vocabulary.ts';
import type { Risk, RiskMeasure } from '../../../../core/contract/risk.ts';
import { fromWallTime, toWallTime } from '../../../../core/zone.ts';

/** What the form of a risk file holds. Times are 'yyyy-mm-ddThh:mm' of the city's clock, as the fields of a browser have them. */
export interface RiskFields {
  kind: RiskKind;
  name: string;
  text: string;
  owner: Organisation;
  starts: string;
  ends: string;
  checklist: RiskAnswer[];
  /** Null: what the checklist gives. */
  grade: RiskGrade | null;
  gradeReason: string;
  measures: RiskMeasure[];
}

/** The fields of a file that is there, or of a new one. */
export function riskFields(risk: Risk | null, zone: string): RiskFields {
  const p = risk?.properties;
  const checklist = wholeChecklist(p?.checklist ?? []);
  return {
    kind: p?.kind ?? 'mass_event',
    name: p?.nameZh ?? '',
    text: p?.text ?? '',
    owner: p?.owner ?? 'street_office',
    starts: p ? wallField(zone, p.startsAt) : '',
    ends: p ? wallField(zone, p.endsAt) : '',
    checklist,
    grade: p && p.grade !== gradeOfRisk(checklist).grade ? p.grade : null,
    gradeReason: p?.gradeReason ?? '',
    measures: p?.measures ?? [],
  };
}

/** What the API takes of the fields; the English name of a file that has one of its own stays. */
export function riskProperties(fields: RiskFields, before: Risk | null, zone: string) {
  const { kind, text, owner, checklist, gradeReason, measures } = fields;
  const nameZh = fields.name.trim();
  const isRenamed = before !== null && before.properties.nameZh !== nameZh;
  const given = measures.map((one) => ({ ...one, text: one.text.trim() }));
  return {
    kind,
    nameZh,
    ...(isRenamed ? { nameEn: nameZh } : {}),
    text: text.trim(),
    owner,
    startsAt: instantOf(zone, fields.starts),
    endsAt: instantOf(zone, fields.ends),
    checklist: checklist.map((one) => ({ ...one, note: one.note.trim() })),
    grade: fields.grade ?? gradeOfRisk(checklist).grade,
    gradeReason: gradeReason.trim(),
    measures: given.filter(({ text: words }) => words !== ''),
  };
}

function wallField(zone: string, at: string): string {
  return new Date(toWallTime(zone, Date.parse(at))).toISOString().slice(0, 16);
}

function instantOf(zone: string, field: string): string {
  return new Date(fromWallTime(zone, Date.parse(`${field}:00Z`))).toISOString();
}
