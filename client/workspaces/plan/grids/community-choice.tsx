import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ancestorCode } from '../../../../core/contract/area-code.ts';
import { communitiesIn } from '../../../planning/grid-rows.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useView } from '../../../state/view.ts';
import { nameIn } from '../../../ui/named.ts';
import { usePlaceNames } from '../../../ui/place-name.ts';
import { placePath } from '../../../ui/place-path.ts';

/** Streets of the open draft with their communities, all codes, and their names. */
export function useStreets(): {
  streets: readonly (readonly [street: string, communities: readonly string[]])[];
  nameOf: (code: string) => string;
  pathOf: (street: string) => string;
} {
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  const grids = useDraft((state) => state.plan?.grids);
  const streets = useMemo(() => {
    const codes = grids ? communitiesIn({ grids }) : [];
    const found = new Map<string, string[]>();
    for (const code of codes) {
      const street = ancestorCode(code, 'street') ?? '';
      found.set(street, [...(found.get(street) ?? []), code]);
    }
    return [...found];
  }, [grids]);
  const nameOf = (code: string): string => {
    const area = names.areas.get(code);
    return area ? nameIn(language, area) : code;
  };
  const pathOf = (street: string) => placePath(names, street, language).join(' · ');
  return { streets, nameOf, pathOf };
}

/** Which community's grids are compared; all of them by default. Communities stand under their streets. */
export function CommunityChoice() {
  const { t } = useTranslation();
  const chosen = usePlanning((state) => state.community);
  const { streets, nameOf, pathOf } = useStreets();
  return (
    <select
      aria-label={t('level.community')}
      value={chosen ?? ''}
      onChange={({ target }) => planning.set({ community: target.value || null })}
    >
      <option value="">{t('plan.everyCommunity')}</option>
      {streets.map(([street, communities]) => (
        <optgroup key={street} label={pathOf(street)}>
          {communities.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
