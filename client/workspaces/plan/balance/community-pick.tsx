import { useTranslation } from 'react-i18next';
import { isWithinCode } from '../../../../core/contract/area-code.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useStreets } from '../grids/community-choice.tsx';
import { balanceStore } from './balance-store.ts';

/** The communities that are balanced: each can be removed, others added one by one or a whole street at once. */
export function CommunityPick({ communities }: { communities: readonly string[] }) {
  const { t } = useTranslation();
  const { streets, nameOf, pathOf } = useStreets();
  const areaCode = useDraft((state) => state.draft?.areaCode ?? '');
  const set = (codes: readonly string[]) => balanceStore.setForm({ communities: [...new Set(codes)] });
  const own = streets
    .map(([street, codes]) => ({ street, codes: codes.filter((code) => isWithinCode(code, areaCode)) }))
    .filter(({ codes }) => codes.length > 0);
  const add = (chosen: string) => {
    const whole = own.find(({ street }) => street === chosen)?.codes;
    set([...communities, ...(whole ?? [chosen])]);
  };
  return (
    <div className="field">
      <span id="balance-communities">{t('plan.balance.communities')}</span>
      {communities.length > 0 ? (
        <ul className="balance-chips" aria-labelledby="balance-communities">
          {communities.map((code) => (
            <li key={code}>
              {nameOf(code)}
              <button
                type="button"
                className="icon-button small"
                aria-label={t('plan.balance.remove', { name: nameOf(code) })}
                onClick={() => set(communities.filter((one) => one !== code))}
              >
                <Icon name="close" size={11} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <select aria-label={t('plan.balance.add')} value="" onChange={({ target }) => add(target.value)}>
        <option value="">{t('plan.balance.add')}</option>
        {own.map(({ street, codes }) => (
          <optgroup key={street} label={pathOf(street)}>
            {codes.length > 1 ? (
              <option value={street}>
                {t('plan.balance.wholeStreet', { name: nameOf(street), n: codes.length })}
              </option>
            ) : null}
            {codes.map((code) => (
              <option key={code} value={code} disabled={communities.includes(code)}>
                {nameOf(code)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
