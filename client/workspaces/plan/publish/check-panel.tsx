import { useTranslation } from 'react-i18next';
import type { Blocker, PublicationCheck } from '../../../../core/contract/publication.ts';
import { planning } from '../../../planning/planning.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { formatArea, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { reasonText } from '../../../ui/reason-text.ts';
import { flyToGrid, flyToPlace } from '../fly-to-grid.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { GridCard } from './grid-card.tsx';
import { useCheck } from './use-check.ts';

/** What stands in the way of publishing the draft, and what would come of it: grids made, changed and ended. */
export function CheckPanel() {
  const { t } = useTranslation();
  const { data: check, error, refetch, isFetching } = useCheck();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="check-panel" tabIndex={0} aria-label={t('plan.tab.check')} aria-busy={isFetching}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {check ? (
        <Checked check={check} />
      ) : error ? null : (
        <p className="muted" role="status">
          {t('plan.check.running')}…
        </p>
      )}
    </section>
  );
}

function Checked({ check }: { check: PublicationCheck }) {
  const { t } = useTranslation();
  const labelOf = useGridLabel();
  const { blockers, grids, ended } = check;
  return (
    <>
      <p className={blockers.length === 0 ? 'tone-ok' : 'tone-warn'} role="status">
        {blockers.length === 0
          ? t('plan.check.clear')
          : t('plan.check.blocked', { n: formatNumber(blockers.length) })}
      </p>
      <p className="muted">{t('plan.check.replaces', { name: check.replaces.name })}</p>
      <ul className="blockers">
        {blockers.map((blocker) => (
          <li key={`${blocker.path} ${blocker.message}`}>
            <BlockerLine blocker={blocker} />
          </li>
        ))}
      </ul>
      <Figures figures={check.figures} />
      {grids.length > 0 ? <h3>{t('plan.check.grids')}</h3> : null}
      <ul>
        {grids.map((grid) => (
          <li key={grid.id}>
            <GridCard grid={grid} />
          </li>
        ))}
      </ul>
      {ended.length > 0 ? <h3>{t('plan.check.ended')}</h3> : null}
      <ul>
        {ended.map(({ id, code, to }) => (
          <li key={id}>
            {code}{' '}
            <span className="muted">
              {t('plan.check.goesTo', {
                codes: to.map((one) => labelOf(one.id)).join(t('listSeparator')),
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function BlockerLine({ blocker }: { blocker: Blocker }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const { reason, params = {}, message, gridId, lng, lat } = blocker;
  const show =
    lng !== null && lat !== null
      ? () => flyToPlace({ lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) })
      : gridId === null
        ? null
        : () => flyToGrid(gridId);
  return (
    <>
      <Icon name="warning" size={13} />
      {reason ? <span>{reasonText(t, { reason, params })}</span> : <span lang="en">{message}</span>}
      {reason === 'origin_outdated' && mayEdit ? (
        <button type="button" className="link-button" onClick={() => planning.set({ isUpdating: true })}>
          {t('plan.update.title')}
        </button>
      ) : null}
      {show ? (
        <button type="button" className="link-button" onClick={show}>
          {t('plan.show')}
        </button>
      ) : null}
    </>
  );
}

const COUNTED = ['created', 'split', 'changed', 'renumbered', 'merged', 'retired', 'communities'] as const;

function Figures({ figures }: { figures: PublicationCheck['figures'] }) {
  const { t } = useTranslation();
  return (
    <dl className="check-figures">
      {COUNTED.filter((name) => figures[name] > 0).map((name) => (
        <div key={name}>
          <dt>{t(`plan.check.figure.${name}`)}</dt>
          <dd>{formatNumber(figures[name])}</dd>
        </div>
      ))}
      <div>
        <dt>{t('plan.check.figure.moved')}</dt>
        <dd>{formatArea(figures.movedKm2)}</dd>
      </div>
      <div>
        <dt>{t('plan.check.figure.incidents')}</dt>
        <dd>{formatNumber(figures.incidents)}</dd>
      </div>
      {Object.entries(figures.things).map(([noun, count]) => (
        <div key={noun}>
          <dt>{t(`noun.${noun}`, { defaultValue: noun })}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
