import type { CaseKind } from '../../../../core/case/vocabulary.ts';
import type { Case } from '../../../../core/contract/case.ts';
import type { Values } from '../edit/save-edit.ts';

/** What a case says of its matter; the place is the draft's. */
export interface CaseWords {
  kind: CaseKind;
  grade: number;
  nameZh: string;
  text: string;
}

/** What was written in the form of a case: fields that were not touched are absent. */
export interface CaseTyped extends Partial<CaseWords> {
  point?: { lng: number; lat: number } | undefined;
}

/** What of it differs from the case as it was when the form was opened; an English name that only repeated the Chinese one follows it. */
export function caseChanges({ geometry, properties }: Case, typed: CaseTyped): Values {
  const { point, ...words } = typed;
  const given = {
    ...words,
    ...(words.nameZh === undefined ? {} : { nameZh: words.nameZh.trim() }),
    ...(words.text === undefined ? {} : { text: words.text.trim() }),
  };
  const changed = Object.entries(given).filter(
    ([name, value]) => value !== undefined && value !== properties[name as keyof CaseWords],
  );
  const isRenamed = given.nameZh !== undefined && given.nameZh !== properties.nameZh;
  const repeats = isRenamed && properties.nameEn === properties.nameZh;
  const [lng, lat] = geometry.coordinates;
  const isMoved = point !== undefined && (point.lng !== lng || point.lat !== lat);
  return {
    ...Object.fromEntries(changed),
    ...(repeats ? { nameEn: given.nameZh ?? '' } : {}),
    ...(isMoved ? { geometry: { type: 'Point', coordinates: [point.lng, point.lat] } } : {}),
  };
}
