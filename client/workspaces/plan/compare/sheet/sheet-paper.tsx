import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../../api/session.ts';
import { useView } from '../../../../state/view.ts';
import { formatArea, formatClock, formatDay, formatNumber } from '../../../../ui/format.ts';
import { nameIn } from '../../../../ui/named.ts';
import { personName } from '../../../../ui/person-name.ts';
import { FigureTable } from '../change-facts.tsx';
import { BalanceTable, useMeasure } from '../community-table.tsx';
import { LegendRows } from '../compare-legend.tsx';
import { figureRows, handover } from '../figure-rows.ts';
import { type Sheet, useSheet } from './sheet-store.ts';
import { SheetChanges, SheetCommunities } from './sheet-tables.tsx';
import { SheetVersion } from './sheet-version.tsx';
import '../../../../ui/paper.css';
import './sheet.css';

/** The change sheet for paper, which is not to be seen on the screen, and a veil while the map has its pictures taken. */
export function SheetPaper() {
  const { t } = useTranslation();
  const { sheet, isPosing } = useSheet();
  return createPortal(
    <>
      {isPosing ? (
        <div className="paper-veil" role="status">
          {t('compare.posing')}…
        </div>
      ) : null}
      {sheet ? <Paper sheet={sheet} /> : null}
    </>,
    document.body,
  );
}

function Paper({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const { demo, account } = useSession();
  const { from, to, difference, madeAtMs } = sheet;
  return (
    <article className="compare-paper sheet-paper paper" aria-label={t('compare.sheet')}>
      <h1>
        {t('compare.sheet')}{' '}
        <small>
          {t('app.name')} {demo ? <b>· {t('app.demo')}</b> : null}
        </small>
      </h1>
      <div className="sheet-versions">
        <SheetVersion label={t('compare.before')} head={from} told={difference.from} />
        <SheetVersion label={t('compare.after')} head={to} told={difference.to} />
      </div>
      <Summary sheet={sheet} />
      <Pictures sheet={sheet} />
      <SheetChanges difference={difference} />
      <SheetCommunities difference={difference} />
      <p className="sheet-foot">
        {t('plan.window', {
          from: formatDay(Date.parse(difference.incidentsFrom)),
          to: formatDay(Date.parse(difference.incidentsTo)),
        })}
      </p>
      <p className="sheet-foot">{t('compare.countedBy')}</p>
      <p className="sheet-foot">
        {t('compare.printed', {
          at: `${formatDay(madeAtMs)} ${formatClock(madeAtMs)}`,
          who: personName(t, account.displayName),
        })}
      </p>
      <Signatures sheet={sheet} />
    </article>
  );
}

function Summary({ sheet: { difference } }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const measure = useMeasure();
  const { grids, unchanged, movedM2, whole, days } = difference;
  const { leaving, missing } = handover(grids);
  if (grids.length === 0)
    return (
      <p>
        <b>{t('compare.noDifference')}</b> {t('compare.unchanged', { n: formatNumber(unchanged) })}
      </p>
    );
  return (
    <section>
      <h2>{t('compare.whole')}</h2>
      <p>
        {t('compare.differs', { n: formatNumber(grids.length) })}{' '}
        {t('compare.moved', { area: formatArea(movedM2 / 1e6) })}{' '}
        {t('compare.unchanged', { n: formatNumber(unchanged) })}{' '}
        {t('compare.staffSum', { leaving: formatNumber(leaving), missing: formatNumber(missing) })}
      </p>
      <div className="sheet-pair">
        <FigureTable rows={figureRows(whole.before, whole.after, days)} label={t('compare.whole')} />
        <div>
          <BalanceTable {...whole} measure={measure} label={t('compare.whole')} />
          <p className="sheet-foot">
            {t('plan.evennessOf', { measure: t(`plan.measure.${measure}`), where: t('compare.whole') })}
          </p>
        </div>
      </div>
    </section>
  );
}

function Pictures({ sheet: { pictures, withoutPicture, difference } }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  if (difference.grids.length === 0) return null;
  const nameOf = (code: string | null) => {
    const community = difference.communities.find((one) => one.code === code);
    return community ? nameIn(language, community) : t('compare.allPlaces');
  };
  const [whole, ...places] = pictures;
  return (
    <section>
      <h2>{t('compare.places')}</h2>
      {whole ? (
        <figure className="report-map">
          <img src={whole.url} alt={t('compare.pictureOf', { what: nameOf(whole.community) })} />
          <LegendRows difference={difference} theme="light" />
        </figure>
      ) : (
        <p>{t('compare.noPicture')}</p>
      )}
      <div className="sheet-pair">
        {places.map(({ url, community }) => (
          <figure key={url}>
            <img src={url} alt={t('compare.pictureOf', { what: nameOf(community) })} />
            <figcaption>{nameOf(community)}</figcaption>
          </figure>
        ))}
      </div>
      {withoutPicture > 0 && whole ? (
        <p>{t('compare.morePlaces', { n: formatNumber(withoutPicture) })}</p>
      ) : null}
    </section>
  );
}

/** Lines to sign on, where nobody has approved the second plan yet. */
function Signatures({ sheet: { to } }: { sheet: Sheet }) {
  const { t } = useTranslation();
  if (to.plan || to.draft?.approvedBy) return null;
  return (
    <dl className="sheet-signatures">
      {(['signMade', 'signApproved', 'signDate'] as const).map((one) => (
        <div key={one}>
          <dt>{t(`compare.${one}`)}</dt>
          <dd />
        </div>
      ))}
    </dl>
  );
}
