import { useTranslation } from 'react-i18next';
import type { Handover, HandoverSummary, ShiftChanges } from '../../../../core/contract/handover.ts';
import { useSession } from '../../../api/session.ts';
import { formatClock, formatDay } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { AlarmSection } from './alarm-section.tsx';
import { ChangesSection, Happenings } from './changes-section.tsx';
import { IncidentSection } from './incident-section.tsx';
import { LostSection } from './lost-section.tsx';
import { NotesSection } from './notes-view.tsx';
import { usePlainTime } from './use-plain-time.ts';

/** Everything that is handed over. `nowMs` is when it was looked at; `since` what happened after it was signed off. */
export function SummaryView(props: {
  summary: HandoverSummary;
  nowMs: number;
  since?: ShiftChanges;
  isOver?: boolean;
  isDraft?: boolean;
}) {
  const { t } = useTranslation();
  const { summary, nowMs, since, isOver, isDraft = false } = props;
  return (
    <>
      {isDraft ? <PaperTitle summary={summary} isDraft /> : null}
      {since ? (
        <section className="handover-section">
          <h3>{t(isOver ? 'handover.between' : 'handover.since')}</h3>
          {since.happenings.length === 0 ? (
            <p className="muted">{t('handover.sinceEmpty')}</p>
          ) : (
            <Happenings changes={since} />
          )}
        </section>
      ) : null}
      <NotesSection summary={summary} isDraft={isDraft} />
      <IncidentSection summary={summary} nowMs={nowMs} isDraft={isDraft} />
      <AlarmSection summary={summary} isDraft={isDraft} />
      <ChangesSection changes={summary.changes} />
      <LostSection lost={summary.lost} />
      {isDraft ? <PaperSignatures /> : null}
    </>
  );
}

/** On paper alone: what it is, of which day and area, since its times bear no day. */
export function PaperTitle({ summary, isDraft = false }: { summary: HandoverSummary; isDraft?: boolean }) {
  const { t } = useTranslation();
  const { demo } = useSession();
  const placeName = usePlaceName();
  const { areaCode, from, to, shift } = summary;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return (
    <div className="handover-paper-title">
      <h1>
        {t('handover.paperTitle')}{' '}
        <small>
          {t('app.name')} {demo ? <b>· {t('app.demo')}</b> : null}
        </small>
      </h1>
      <p>
        {placeName(areaCode)} · {t(`handover.shift.${shift}`)} · {formatDay(fromMs)} {formatClock(fromMs)} –{' '}
        {formatDay(toMs)} {formatClock(toMs)}
        {isDraft ? <b> · {t('handover.draft')}</b> : null}
      </p>
    </div>
  );
}

/** On paper alone: where to sign by hand what is not signed here. */
function PaperSignatures() {
  const { t } = useTranslation();
  return (
    <div className="handover-paper-signatures">
      {(['paperOff', 'paperOn', 'paperDate'] as const).map((line) => (
        <span key={line}>{t(`handover.${line}`)}</span>
      ))}
    </div>
  );
}

/** Who signed, when, and what the snapshot is known by. */
export function Signatures({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { shift, from, to, signedOffByName, signedOnAt, signedOnByName, aloneReason } = handover;
  const who = (name: string | null) => (name ? personName(t, name) : t('app.unknown'));
  return (
    <div className="handover-signatures">
      <h3>
        {t(`handover.shift.${shift}`)} · {t('handover.period', { from: at(from), to: at(to) })}
      </h3>
      <p>
        {t('handover.signedOff', { by: who(signedOffByName), at: at(to) })} ·{' '}
        {signedOnAt
          ? t('handover.signedOn', { by: who(signedOnByName), at: at(signedOnAt) })
          : t('handover.unsigned')}
      </p>
      {aloneReason ? <p className="tone-warn">{t('handover.aloneNote', { reason: aloneReason })}</p> : null}
      <p className="muted handover-hash">{t('handover.hash', { hash: handover.summaryHash.slice(0, 16) })}</p>
    </div>
  );
}
