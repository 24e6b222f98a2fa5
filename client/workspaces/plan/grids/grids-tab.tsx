import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GridOrder, type GridRow, sortedRows } from '../../../planning/grid-rows.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useFigures } from '../../../planning/use-figures.ts';
import { Icon } from '../../../ui/icon.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { flyToGrid } from '../fly-to-grid.ts';
import { CommunityChoice } from './community-choice.tsx';
import { GridCells } from './grid-cells.tsx';
import { GridFacts } from './grid-facts.tsx';

const ORDERS: readonly GridOrder[] = ['imbalance', 'change', 'code'];
const ROW_PX = 40;

/** All grids, or those of a community, the furthest from the mean first; below what is known of the chosen one. */
export function GridsTab() {
  const { t } = useTranslation();
  const [order, setOrder] = useState<GridOrder>('imbalance');
  const rows = useFigures((state) => state.rows);
  const status = useFigures((state) => state.status);
  const chosen = usePlanning((state) => state.grids);
  const measure = usePlanning((state) => state.measure);
  const sorted = useMemo(() => sortedRows(rows, order), [rows, order]);
  return (
    <>
      <div className="grid-filter">
        <CommunityChoice />
        <select
          aria-label={t('plan.order')}
          value={order}
          onChange={({ target }) => setOrder(target.value as GridOrder)}
        >
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {t(`plan.orders.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <p className="grid-head" aria-hidden="true">
        <span>{t('level.grid')}</span>
        <span>{measure ? t(`plan.short.${measure}`) : ''}</span>
        <span>{t('plan.column.load')}</span>
        <span>{t('plan.column.change')}</span>
        <span title={t('plan.compactnessHint')}>{t('plan.column.compactness')}</span>
      </p>
      {status === 'loading' ? (
        <p className="note muted" role="status">
          {t('plan.counting')}…
        </p>
      ) : null}
      <div className="grid-list">
        <VirtualList
          items={sorted}
          idOf={({ id }) => id}
          label={t('plan.tab.grids')}
          estimatedPx={ROW_PX}
          initialId={chosen[0] ?? null}
          onOpen={({ id }) => planning.set({ grids: [id], arc: null, vertex: null })}
          classOf={({ id }) => (chosen.includes(id) ? 'chosen' : '')}
          row={(row) => <GridCells row={row} />}
          actions={(row) => (chosen.includes(row.id) ? <Fly row={row} /> : null)}
        />
      </div>
      {chosen[0] === undefined ? null : <GridFacts id={chosen[0]} />}
    </>
  );
}

function Fly({ row }: { row: GridRow }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-button small grid-fly"
      aria-label={t('plan.fly')}
      title={`${t('plan.fly')} (F)`}
      onClick={() => flyToGrid(row.id)}
    >
      <Icon name="fly" size={14} />
    </button>
  );
}
