import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../core/contract/area-code.ts';
import { mapHost } from '../../map/map-host.ts';
import { useView, viewStore } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { useName } from '../../ui/named.ts';
import { usePlaceName } from '../../ui/place-name.ts';
import { preferences } from '../../ui/preferences.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { usePlanShown } from '../../ui/use-plan-shown.ts';
import { Facts } from './facts.tsx';
import { GridStaff } from './grid-staff.tsx';
import { History } from './history.tsx';
import { InspectorFrame } from './inspector.tsx';
import { RollUpFacts } from './roll-up-facts.tsx';
import { useAreaShown, useRollup } from './use-areas.ts';

/** An area or a grid: what it is, its figures, its staff, what changed. */
export function AreaInspector({ code }: { code: string }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const level = levelOfCode(code) ?? 'grid';
  const isEarlierPlan = usePlanShown() !== null;
  const { properties, error, version, isMissing } = useAreaShown(code);
  const { rollup, error: rollupError } = useRollup(code);
  const drilled = useView((view) => view.area === code);
  return (
    <InspectorFrame
      title={properties ? name(properties) : placeName(code)}
      subtitle={`${t(`levelLong.${level}`)} · ${placeName(code)}`}
      mark={<Icon name="area" size={20} />}
      {...(properties
        ? { onFly: () => mapHost.flyTo({ bbox: properties.bbox as [number, number, number, number] }) }
        : {})}
    >
      <ProblemNote error={error ?? rollupError} />
      {isMissing ? <p className="note muted">{t('past.notInPlan')}</p> : null}
      <div className="button-row">
        <button type="button" className="button" disabled={drilled} onClick={() => count(code)}>
          {t('watch.areas.drill')}
        </button>
      </div>
      {rollup ? <RollUpFacts rollup={rollup} /> : null}
      {properties ? <Facts facts={[{ label: t('watch.fact.code'), value: properties.code }]} /> : null}
      {isEarlierPlan ? null : <GridStaff areaCode={code} />}
      {version !== undefined ? (
        <History noun={level === 'grid' ? 'grids' : 'areas'} id={code} version={version} />
      ) : null}
    </InspectorFrame>
  );
}

/** Makes it the area whose figures are shown everywhere, and opens them on the left. */
function count(code: string): void {
  preferences.set({ leftOpen: true, leftTab: 'areas' });
  viewStore.set({ area: code });
}
