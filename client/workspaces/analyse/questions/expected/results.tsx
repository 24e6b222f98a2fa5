import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import {
  type ExpectationFound,
  type ExpectationMade,
  LEAST_WEEKS,
} from '../../../../analysis/expectation-job.ts';
import { usePresentNow } from '../../../../live/use-live.ts';
import { useView } from '../../../../state/view.ts';
import { formatClock, formatDay, formatNumber } from '../../../../ui/format.ts';
import { CELL_COLOURS } from '../../cells/cell-colours.ts';
import { cellPicture } from '../../cells/cell-picture.ts';
import { useCellsOnMap } from '../../cells/chosen-cell.ts';
import { JobNote } from '../../cells/job-note.tsx';
import { RecordPanel } from '../../record/record-panel.tsx';
import { useReportPart } from '../../report/report-parts.ts';
import { setAnalyse } from '../../set-analyse.ts';
import { AuditTable } from './audit-table.tsx';
import { BackTest } from './back-test.tsx';
import { flaggedNow, isOffered } from './expected-cells.ts';
import { type ExpectedChoice, useExpectedChoice } from './expected-choice.ts';
import { expectedRecord } from './expected-record.ts';
import { FlaggedList } from './flagged-list.tsx';
import { topOf } from './flagged-rank.ts';
import { useExpected } from './use-expected.ts';

const CLOCK_MS = 10_000;

/** What is to be expected: flagged cells on the map and in a list, the back-test, the audit, in words, and as a record. */
export function Results() {
  const choice = useExpectedChoice();
  const { job, error } = useExpected(choice);
  const made = job.found?.problem === null ? job.found : null;
  const model = made && isOffered(made, choice.model, choice.share) ? choice.model : 'count';
  const isExpired = usePresentNow(CLOCK_MS) >= (made?.valid.toMs ?? Number.POSITIVE_INFINITY);
  const shown = isExpired ? null : made;
  const flagged = useMemo(
    () => (shown ? flaggedNow(shown, model, choice.share) : []),
    [shown, model, choice.share],
  );
  return (
    <>
      <JobNote job={job} error={error} />
      <Problem found={job.found} />
      <OnMap made={shown} flagged={flagged} />
      {made ? (
        <div className="analyse-made" aria-busy={!job.isCurrent} data-expired={isExpired}>
          <Validity made={made} isExpired={isExpired} />
          <Learnt made={made} readAtMs={job.readAtMs} />
          <BackTest made={made} choice={choice} model={model} />
          {shown ? <FlaggedList made={shown} flagged={flagged} model={model} choice={choice} /> : null}
          <AuditTable made={made} model={model} share={choice.share} />
        </div>
      ) : null}
      <Record made={made} choice={choice} model={model} readAtMs={job.readAtMs} isRunning={!job.isCurrent} />
    </>
  );
}

function Record(props: {
  made: ExpectationMade | null;
  choice: ExpectedChoice;
  model: ExpectationModel;
  readAtMs: number;
  isRunning: boolean;
}) {
  const { made, choice, model, readAtMs } = props;
  return (
    <RecordPanel made={made && expectedRecord(made, choice, model, readAtMs)} isRunning={props.isRunning} />
  );
}

function Problem({ found }: { found: ExpectationFound | null }) {
  const { t } = useTranslation();
  if (!found?.problem) return null;
  return (
    <p className="tone-warn" role="status">
      {found.problem === 'too_fine'
        ? t('cells.tooFine')
        : t('expected.tooShort', { weeks: found.weeks, least: LEAST_WEEKS })}
    </p>
  );
}

/** Until when the forecast is one, or that it no longer is. */
function Validity({ made: { valid }, isExpired }: { made: ExpectationMade; isExpired: boolean }) {
  const { t } = useTranslation();
  const times = { from: minuteOf(valid.fromMs), to: minuteOf(valid.toMs) };
  const told = t(isExpired ? 'expected.expired' : 'expected.valid', times);
  useReportPart('drawn', [told]);
  if (!isExpired) return <p data-valid={valid.toMs}>{told}</p>;
  return (
    <div role="alert">
      <p className="tone-alert">{told}</p>
      <button type="button" className="button" onClick={() => setAnalyse({ window: null })}>
        {t('expected.fromNow')}
      </button>
    </div>
  );
}

/** What it was learnt from, and what was left out. */
function Learnt({ made, readAtMs }: { made: ExpectationMade; readAtMs: number }) {
  const { t } = useTranslation();
  return (
    <p className="muted" data-learnt={made.incidents} data-discovered={made.discovered}>
      {t('expected.learnt', {
        incidents: formatNumber(made.incidents),
        cells: formatNumber(made.groundCells),
        discovered: formatNumber(made.discovered),
        raised: formatNumber(made.raised),
        asOf: formatClock(readAtMs).slice(0, 5),
      })}
      {made.outside > 0 ? t('expected.outside', { n: formatNumber(made.outside) }) : null}
    </p>
  );
}

function OnMap({ made, flagged }: { made: ExpectationMade | null; flagged: readonly number[] }) {
  const theme = useView((view) => view.theme);
  const picture = useMemo(() => {
    if (!made) return null;
    const { high } = CELL_COLOURS[theme];
    const rank = new Map(flagged.map((cell, i) => [cell, i]));
    return cellPicture(made.cells, (cell) => {
      const place = rank.get(cell);
      return place === undefined ? null : place < topOf(flagged.length) ? high[2] : high[1];
    });
  }, [made, flagged, theme]);
  useCellsOnMap(made?.cells, picture, (cell) => flagged.includes(cell));
  return null;
}

function minuteOf(ms: number): string {
  return `${formatDay(ms)} ${formatClock(ms).slice(0, 5)}`;
}
