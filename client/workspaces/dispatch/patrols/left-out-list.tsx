import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '../../../../core/patrol/left-out.ts';
import { placeKey } from '../../../../core/patrol/shift-plan.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { type Named, useName } from '../../../ui/named.ts';
import { flyToPlace } from './fly-to-place.ts';
import { type Optimising, useOptimiser } from './optimise/optimiser.ts';
import { patrolStore, usePatrols } from './patrol-store.ts';
import { useUnitCode } from './use-unit-code.ts';

const SHOWN = 40;

/** Places that no round covers, what is worth most first, each with the reason; the dispatcher may insist. */
export function LeftOutList() {
  const { t } = useTranslation();
  const name = useName();
  const code = useUnitCode();
  const run = useOptimiser();
  const rounds = usePatrols(({ plan }) => plan?.rounds);
  const required = usePatrols((state) => state.setup.required);
  if (!run || run.leftOut.length === 0) return null;
  const visited = new Set(rounds?.flatMap(({ stops }) => stops.map(placeKey)));
  const open = run.leftOut.filter(
    ({ place }) => run.places[place] && !visited.has(placeKey(run.places[place])),
  );
  const sorted = open.sort((a, b) => (run.places[b.place]?.worth ?? 0) - (run.places[a.place]?.worth ?? 0));
  return (
    <details className="patrol-left-out" open>
      <summary>{t('patrols.leftOut', { n: formatNumber(sorted.length) })}</summary>
      <ul>
        {sorted.slice(0, SHOWN).map((one) => {
          const place = run.places[one.place];
          if (!place) return null;
          const isRequired = required.includes(placeKey(place));
          return (
            <li key={one.place}>
              <button type="button" className="link-button" onClick={() => flyToPlace(place)}>
                {name(place)}
              </button>
              <small className="muted">
                {t('patrols.incidents', { n: formatNumber(place.incidents) })} ·{' '}
                {whyText(t, one, run, { code, name })}
              </small>
              <button
                type="button"
                className="button quiet"
                aria-pressed={isRequired}
                title={t('patrols.requireHint')}
                onClick={() => patrolStore.require(place)}
              >
                {t('patrols.require')}
              </button>
            </li>
          );
        })}
      </ul>
      {sorted.length > SHOWN ? (
        <p className="muted">{t('patrols.more', { n: formatNumber(sorted.length - SHOWN) })}</p>
      ) : null}
    </details>
  );
}

function whyText(
  t: TFunction,
  one: LeftOut,
  { places, units }: Optimising,
  { code, name }: { code: (unitId: string) => string; name: (named: Named) => string },
): string {
  const unit = 'unit' in one ? code(units[one.unit] ?? '') : '';
  if (one.reason === 'out_of_reach')
    return one.needSeconds === null
      ? t('patrols.why.no_way')
      : t('patrols.why.out_of_reach', { unit, time: formatAge(one.needSeconds * 1000) });
  if (one.reason !== 'worth_less' && one.reason !== 'unfinished') return t(`patrols.why.${one.reason}`);
  const given = one.displaced.flatMap((place) => places[place] ?? []).map(name);
  return t(`patrols.why.${one.reason}${given.length === 0 ? 'Stays' : ''}`, {
    unit,
    gain: one.gain.toFixed(1),
    loss: one.loss.toFixed(1),
    places: given.join(t('listSeparator')),
  });
}
