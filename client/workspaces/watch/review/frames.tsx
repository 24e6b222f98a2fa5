import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import { serverNow } from '../../../live/live-set.ts';
import { presentNow } from '../../../live/present-now.ts';
import { mapHost } from '../../../map/map-host.ts';
import { useMapState } from '../../../map/map-view.tsx';
import type { Selection } from '../../../state/view-state.ts';
import { formatAge, formatClock, formatDay } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { inputText, instantOfInput } from '../../../ui/wall-input.ts';
import { drawFrames } from './frame-draw.ts';
import { type Frame, frameStore, useFrames } from './frame-store.ts';

/** Nearer than this to the present nothing is settled yet. */
const PRESENT_MS = 10_000;

/** Pictures of the map at the moments that matter, each to be moved or removed, and more to be added. */
export function FrameEditor({ bbox, selection }: { bbox: Bbox | null; selection: Selection | null }) {
  const { t } = useTranslation();
  const { list, isBusy } = useFrames();
  const { status } = useMapState();
  if (status === 'no_webgl' || status === 'lost')
    return <p className="note tone-warn">{t('review.frame.noWebgl')}</p>;
  const draw = (frames: readonly Frame[]) => {
    if (bbox) void drawFrames(frames, bbox, selection);
  };
  const planned = list.filter(({ state }) => state !== 'done');
  const isAnyDone = planned.length < list.length;
  return (
    <div className="review-frames">
      <div className="button-row">
        <button
          type="button"
          className="button primary"
          disabled={isBusy || !bbox || list.length === 0}
          onClick={() => draw(planned.length > 0 ? planned : list)}
        >
          {t(planned.length > 0 || !isAnyDone ? 'review.frame.draw' : 'review.frame.drawAll')}
        </button>
        <button
          type="button"
          className="button"
          title={t('review.frame.addHint')}
          disabled={isBusy || serverNow() > presentNow() - PRESENT_MS}
          onClick={() => {
            frameStore.add({ atMs: Math.floor(serverNow()), act: null }, mapHost.seen() ?? null);
          }}
        >
          <Icon name="plus" size={14} /> {t('review.frame.add')}
        </button>
      </div>
      <p className="muted">{t('review.frame.hint')}</p>
      {list.length === 0 ? <p className="muted">{t('review.frame.none')}</p> : null}
      <div className="frame-grid">
        {list.map((frame) => (
          <FrameFigure key={frame.id} frame={frame}>
            <FrameControls key={frame.atMs} frame={frame} isBusy={isBusy} onDraw={() => draw([frame])} />
          </FrameFigure>
        ))}
      </div>
    </div>
  );
}

/** A picture with its instant and what it shows. */
export function FrameFigure({ frame, children }: { frame: Frame; children?: React.ReactNode }) {
  const { t } = useTranslation();
  const { atMs, act, state, url, error } = frame;
  const caption = captionText(t, frame);
  const time = `${formatDay(atMs)} ${formatClock(atMs)}`;
  return (
    <figure className="frame" data-state={state}>
      {url ? (
        <img src={url} alt={t('review.frame.alt', { time, caption })} />
      ) : (
        <div className="frame-empty">
          {state === 'drawing'
            ? `${t('app.loading')}…`
            : t(state === 'failed' ? 'review.frame.failed' : 'review.frame.planned')}
        </div>
      )}
      <figcaption>
        <p>
          <b>{act ? t(`review.act.${act as 'reported'}`) : t('review.frame.step')}</b>{' '}
          <time dateTime={new Date(atMs).toISOString()}>{time}</time>
        </p>
        {caption ? <p>{caption}</p> : null}
        {state === 'failed' ? <ProblemNote error={error} /> : null}
        {children}
      </figcaption>
    </figure>
  );
}

function captionText(t: TFunction, { facts }: Frame): string {
  if (!facts) return '';
  const { units, oldestFixMs, openIncidents, waitingAlarms } = facts;
  const counts = { incidents: openIncidents, alarms: waitingAlarms };
  return oldestFixMs === null
    ? t('review.frame.captionNoUnits', counts)
    : t('review.frame.caption', { ...counts, units, age: formatAge(oldestFixMs) });
}

function FrameControls({ frame, isBusy, onDraw }: { frame: Frame; isBusy: boolean; onDraw: () => void }) {
  const { t } = useTranslation();
  const move = (text: string) => {
    const ms = instantOfInput(text);
    if (ms !== undefined && ms < presentNow() - PRESENT_MS && ms !== frame.atMs)
      frameStore.move(frame.id, ms);
  };
  return (
    <div className="frame-controls">
      <input
        type="datetime-local"
        step={1}
        defaultValue={inputText(frame.atMs, true)}
        aria-label={t('review.frame.moment')}
        disabled={isBusy}
        onBlur={(event) => move(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && move(event.currentTarget.value)}
      />
      <button type="button" className="button" disabled={isBusy} onClick={onDraw}>
        {t('review.frame.redraw')}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('review.frame.remove')}
        title={t('review.frame.remove')}
        disabled={isBusy}
        onClick={() => frameStore.remove(frame.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** What the symbols in the pictures mean. */
export function FrameLegend() {
  const { t } = useTranslation();
  return (
    <p className="frame-legend">
      {t('review.frame.legend')}
      {([1, 2, 3, 4] as const).map((priority) => (
        <span key={priority}>
          <PriorityMark priority={priority} size={14} /> {t(`priority.p${priority}`)}
        </span>
      ))}
      <span>
        <i className="track-line" /> {t('review.frame.track')}
      </span>
    </p>
  );
}
