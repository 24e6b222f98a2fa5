import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../core/contract/area-code.ts';
import { areaQuery, rollupQuery } from '../../api/areas.ts';
import { mapHost } from '../../map/map-host.ts';
import { useView, viewStore } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { useName } from '../../ui/named.ts';
import { usePlaceName } from '../../ui/place-name.ts';
import { preferences } from '../../ui/preferences.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Facts } from './facts.tsx';
import { GridStaff } from './grid-staff.tsx';
import { History } from './history.tsx';
import { InspectorFrame } from './inspector.tsx';
import { RollUpFacts } from './roll-up-facts.tsx';
import { useShownRollups } from './use-shown-rollups.ts';

/** An area or a grid: what it is, its figures, its staff, what changed. */
export function AreaInspector({ code }: { code: string }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const level = levelOfCode(code) ?? 'grid';
  const area = useQuery(areaQuery(code));
  const rollup = useQuery(rollupQuery(code));
  const one = useMemo(() => rollup.data && [rollup.data], [rollup.data]);
  const shown = useShownRollups(one)?.[0];
  const drilled = useView((view) => view.area === code);
  const properties = area.data?.properties;
  return (
    <InspectorFrame
      title={properties ? name(properties) : placeName(code)}
      subtitle={`${t(`levelLong.${level}`)} · ${placeName(code)}`}
      mark={<Icon name="area" size={20} />}
      {...(properties
        ? { onFly: () => mapHost.flyTo({ bbox: properties.bbox as [number, number, number, number] }) }
        : {})}
    >
      <ProblemNote error={area.error ?? rollup.error} />
      <div className="button-row">
        <button type="button" className="button" disabled={drilled} onClick={() => count(code)}>
          {t('watch.areas.drill')}
        </button>
      </div>
      {shown ? <RollUpFacts rollup={shown} /> : null}
      {properties ? <Facts facts={[{ label: t('watch.fact.code'), value: properties.code }]} /> : null}
      <GridStaff areaCode={code} />
      {area.data ? (
        <History
          noun={level === 'grid' ? 'grids' : 'areas'}
          id={code}
          version={area.data.properties.version}
        />
      ) : null}
    </InspectorFrame>
  );
}

/** Makes it the area whose figures are shown everywhere, and opens them on the left. */
function count(code: string): void {
  preferences.set({ leftOpen: true, leftTab: 'areas' });
  viewStore.set({ area: code });
}
