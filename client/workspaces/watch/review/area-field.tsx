import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../../core/contract/area-code.ts';
import { LEVELS } from '../../../../core/vocabulary.ts';
import { areaNamesQuery } from '../../../api/areas.ts';
import { searchQuery } from '../../../api/search.ts';
import { useSession } from '../../../api/session.ts';
import { useView } from '../../../state/view.ts';
import { ComboInput, type ComboOption } from '../../../ui/combo-input.tsx';
import { useName } from '../../../ui/named.ts';
import { usePlaceName, usePlacePath } from '../../../ui/place-name.ts';

const SHOWN = 8;
const FIELD_ID = 'review-area';

/**
 * An area of any level, found by name, pinyin or code; left empty, the whole scope (''). `undefined`: what is typed is no area yet. Before
 * anything is typed the area drilled into and the next level are offered.
 */
export function AreaField(props: {
  value: string | undefined;
  isWrong: boolean;
  onChange: (code: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { value, onChange } = props;
  const { account } = useSession();
  const placeName = usePlaceName();
  const [typed, setTyped] = useState<string | null>(null);
  const [isFocused, setFocused] = useState(false);
  const text = typed ?? (value ? `${placeName(value)} ${value}` : '');
  const options = useAreaOptions(typed ?? '');
  const isOffering = isFocused && (typed !== null || !value);
  return (
    <div className="field">
      <label htmlFor={FIELD_ID}>{t('review.form.area')}</label>
      <ComboInput
        id={FIELD_ID}
        text={text}
        options={isOffering ? options : []}
        placeholder={t('review.form.whole', { area: placeName(account.scopeCode) })}
        describedBy={`${FIELD_ID}-hint`}
        isWrong={props.isWrong}
        onType={(next) => {
          setTyped(next);
          onChange(next.trim() === '' ? '' : undefined);
        }}
        onChoose={({ id }) => {
          setTyped(null);
          onChange(id);
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      <span id={`${FIELD_ID}-hint`} className={props.isWrong ? 'tone-alert' : 'muted'}>
        {t(props.isWrong ? 'review.form.areaUnknown' : 'review.form.areaHint')}
      </span>
    </div>
  );
}

/** Areas and grids that fit a text, larger ones first where they fit equally well. */
function useAreaOptions(text: string): ComboOption[] {
  const wanted = useDeferredValue(text.trim());
  const name = useName();
  const placePath = usePlacePath();
  const { data: areas } = useQuery(searchQuery({ text: wanted, noun: 'areas', near: null }));
  const { data: grids } = useQuery(searchQuery({ text: wanted, noun: 'grids', near: null }));
  const nearby = useNearbyAreas();
  if (wanted === '') return nearby;
  return [...(areas?.items ?? []), ...(grids?.items ?? [])].slice(0, SHOWN).map((hit) => ({
    id: hit.areaCode,
    title: name(hit),
    detail: `${hit.areaCode} · ${placePath(hit.areaCode)}`,
  }));
}

/** The area drilled into, and the districts, or the streets, of the scope. */
function useNearbyAreas(): ComboOption[] {
  const { account } = useSession();
  const placeName = usePlaceName();
  const drilled = useView((view) => view.area);
  const { data: names } = useQuery(areaNamesQuery);
  const level = LEVELS[LEVELS.indexOf(levelOfCode(account.scopeCode) ?? 'city') + 1];
  const below = [...(names?.values() ?? [])].filter(
    (area) => area.level === level && area.code !== account.scopeCode,
  );
  const codes = [...(drilled ? [drilled] : []), ...below.map(({ code }) => code).sort()];
  return [...new Set(codes)].map((code) => ({ id: code, title: placeName(code), detail: code }));
}
