import { useTranslation } from 'react-i18next';
import { csvText } from '../../../../core/case/csv.ts';
import { daysBetween, isOverdue } from '../../../../core/case/due.ts';
import type { Case } from '../../../../core/contract/case.ts';
import { caseGradeKey } from '../../../ui/file-words.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';

/** Writes cases as CSV in the language of the page, a line each; joint actions stand in one cell. */
export function useCaseCsv(): (cases: readonly Case[], today: string) => string {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const heads = [
    t('case.page.number'),
    t('case.page.name'),
    t('case.page.kind'),
    t('case.page.grade'),
    t('case.page.status'),
    t('case.page.level'),
    t('case.page.owner'),
    t('case.page.dueOn'),
    t('case.page.daysLate'),
    t('case.page.place'),
    t('watch.fact.coordinates'),
    t('case.actions.title'),
  ];
  return (cases, today) =>
    csvText([
      heads,
      ...cases.map(({ geometry, properties: p }) => [
        p.number,
        name(p),
        t(`case.kind.${p.kind}`),
        t(caseGradeKey(p.grade)),
        t(`case.status.${p.status}`),
        t(`levelLong.${p.heldBy}`),
        t(`organisation.${p.owner}`),
        p.dueOn,
        isOverdue(p, today) ? daysBetween(p.dueOn, today) : 0,
        placeName(p.areaCode),
        geometry.coordinates.join(' '),
        p.actions
          .map(({ kind, partner, dueOn, state }) =>
            [
              t(`case.joint.${kind}`),
              t(`organisation.${partner}`),
              dueOn,
              t(`case.jointState.${state}`),
            ].join(' '),
          )
          .join('; '),
      ]),
    ]);
}
