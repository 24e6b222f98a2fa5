import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceChange, PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { CHANGE_KINDS, COMPARE_COLOURS } from '../../../planning/compare/compare-colours.ts';
import { comparePicture, useComparePicture } from '../../../planning/compare/compare-picture.ts';
import type { ComparedNames } from '../../../planning/compare/compared-names.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { PanelTabs, SidePanel, WordTab } from '../../../ui/side-panel.tsx';
import { ChangeFacts, Shares } from './change-facts.tsx';
import { CommunityTable } from './community-table.tsx';
import { figureChange, figureRows } from './figure-rows.ts';
import { flyToChanges } from './fly-to-changes.ts';
import { lineageOf, lineageText } from './lineage.ts';
import { useChangePlace, useComparedNames } from './use-compared-names.ts';

const TABS = ['changes', 'areas'] as const;
/** Of one kind; all are in the CSV. */
const MOST_ROWS = 200;

/** What became of the grids, and what that does to communities and the whole. */
export function ChangesPanel({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('changes');
  const counts = { changes: difference.grids.length, areas: difference.communities.length };
  return (
    <SidePanel side="right" label={t('compare.right')}>
      <PanelTabs side="right" label={t('compare.right')}>
        {TABS.map((one) => (
          <WordTab key={one} isSelected={one === tab} onSelect={() => setTab(one)}>
            {t(`compare.tab.${one}`)} <span className="muted">{formatNumber(counts[one])}</span>
          </WordTab>
        ))}
      </PanelTabs>
      <div
        className="list-body compare-body"
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        aria-label={t(`compare.tab.${tab}`)}
      >
        {tab === 'changes' ? <Changes difference={difference} /> : <CommunityTable difference={difference} />}
      </div>
    </SidePanel>
  );
}

function Changes({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const { grids, unchanged } = difference;
  const names = useComparedNames(difference);
  if (grids.length === 0)
    return (
      <p className="note" role="status">
        <b>{t('compare.noDifference')}</b> {t('compare.unchanged', { n: formatNumber(unchanged) })}
      </p>
    );
  return (
    <>
      <div className="compare-list-head">
        <span className="muted">{t('compare.unchanged', { n: formatNumber(unchanged) })}</span>
        <button type="button" className="button" onClick={() => flyToChanges()}>
          {t('compare.showAll')}
        </button>
      </div>
      {CHANGE_KINDS.map((kind) => (
        <Kind key={kind} kind={kind} difference={difference} names={names} />
      ))}
    </>
  );
}

function Kind(props: {
  kind: (typeof CHANGE_KINDS)[number];
  difference: PlanDifference;
  names: ComparedNames;
}) {
  const { kind, difference, names } = props;
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const changes = difference.grids.filter((change) => change.kind === kind);
  if (changes.length === 0) return null;
  return (
    <section className="compare-kind" aria-labelledby={`compare-kind-${kind}`}>
      <h3 id={`compare-kind-${kind}`}>
        <i style={{ background: COMPARE_COLOURS[theme].kinds[kind] }} aria-hidden="true" />{' '}
        {t(`compare.kind.${kind}`)} <span className="muted">{formatNumber(changes.length)}</span>
      </h3>
      <ul>
        {changes.slice(0, MOST_ROWS).map((change) => (
          <ChangeRow key={change.id} change={change} difference={difference} names={names} />
        ))}
      </ul>
      {changes.length > MOST_ROWS ? (
        <p className="note muted">{t('compare.more', { n: formatNumber(changes.length - MOST_ROWS) })}</p>
      ) : null}
    </section>
  );
}

function ChangeRow(props: { change: DifferenceChange; difference: PlanDifference; names: ComparedNames }) {
  const { change, difference, names } = props;
  const { t } = useTranslation();
  const placeOf = useChangePlace();
  const isChosen = useComparePicture()?.chosen === change.id;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const press = () => {
    comparePicture.choose(isChosen ? null : change.id);
    if (!isChosen) flyToChanges(change.id);
  };
  return (
    <li ref={row} className={isChosen ? 'chosen' : undefined}>
      <button type="button" className="compare-row" aria-expanded={isChosen} onClick={press}>
        <b>{lineageText(lineageOf(change, difference.grids), names)}</b>
        <span className="muted">{placeOf(change)}</span>
        <small>
          <Told change={change} names={names} days={difference.days} />
        </small>
      </button>
      {isChosen ? (
        <ChangeFacts change={change} names={names} days={difference.days} label={t('compare.facts')} />
      ) : null}
    </li>
  );
}

/** The two figures that matter most, and where ground came from and went to. */
function Told(props: { change: DifferenceChange; names: ComparedNames; days: number }) {
  const { change, names, days } = props;
  const { t } = useTranslation();
  const rows = figureRows(change.before, change.after, days);
  const told = (['residents', 'incidentsPerWeek'] as const).flatMap((figure) => {
    const row = rows.find((one) => one.figure === figure);
    const text = row && figureChange(row);
    return text ? [`${t(`compare.figure.${figure}`)} ${text}`] : [];
  });
  return (
    <>
      {told.join(' · ')}
      {change.kind === 'changed' && told.length > 0 ? ' · ' : null}
      {change.kind === 'changed' ? <Shares change={change} names={names} /> : null}
    </>
  );
}
