import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cityShift } from '../../../../core/city-time.ts';
import { searchQuery } from '../../../api/search.ts';
import { presentNow } from '../../../live/present-now.ts';
import { usePresent } from '../../../live/use-live.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { formatTime } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { inputText, instantOfInput } from '../../../ui/wall-input.ts';
import { AreaField } from './area-field.tsx';

const DAY_MS = 86_400_000;
const RECENT = 12;

/** What to review: an incident by its number, or a period and an area. */
export function SubjectForm() {
  const { t } = useTranslation();
  const review = useView((view) => view.review);
  const [kind, setKind] = useState<'incident' | 'period'>(
    review && !('incidentId' in review) ? 'period' : 'incident',
  );
  return (
    <div className="review-form">
      <Segmented
        label={t('review.form.kind')}
        value={kind}
        onChange={setKind}
        choices={(['incident', 'period'] as const).map((value) => ({
          value,
          label: t(`review.of.${value}`),
        }))}
      />
      {kind === 'incident' ? <IncidentChoice /> : <PeriodForm />}
    </div>
  );
}

function IncidentChoice() {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const incidents = usePresent('incidents');
  const placeName = usePlaceName();
  const text = number.trim();
  const { data } = useQuery(searchQuery({ text, noun: 'incidents', near: null }));
  const found = text ? data?.items : undefined;
  const recent = [...incidents.values()]
    .filter(({ properties }) => !text || properties.number.includes(text))
    .sort(
      (a, b) =>
        a.properties.priority - b.properties.priority ||
        Date.parse(b.properties.reportedAt) - Date.parse(a.properties.reportedAt),
    )
    .slice(0, RECENT);
  const known = new Set(recent.map(({ id }) => id));
  const others = found?.filter(({ id }) => !known.has(id)) ?? [];
  const now = presentNow();
  return (
    <>
      <label className="field">
        {t('review.form.incident')}
        <input
          type="text"
          value={number}
          placeholder={t('review.form.incidentHint')}
          onChange={(event) => setNumber(event.target.value)}
        />
      </label>
      <h3>{t('review.form.recent')}</h3>
      {found && recent.length + others.length === 0 ? (
        <p className="muted">{t('review.form.noIncident')}</p>
      ) : null}
      <ul className="review-choices">
        {recent.map(({ id, properties: p }) => (
          <li key={id}>
            <button type="button" className="link-button" onClick={() => choose(id)}>
              <PriorityMark priority={p.priority} size={14} /> {t(`incidentType.${p.type}`)} {p.number}
            </button>{' '}
            <small className="muted">
              {formatTime(Date.parse(p.reportedAt), now)} · {t(`incidentStatus.${p.status}`)} ·{' '}
              {placeName(p.areaCode)}
            </small>
          </li>
        ))}
        {others.map(({ id, code, areaCode }) => (
          <li key={id}>
            <button type="button" className="link-button" onClick={() => choose(id)}>
              {code}
            </button>{' '}
            <small className="muted">{placeName(areaCode)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function choose(incidentId: string): void {
  viewStore.set({ review: { incidentId } });
}

function PeriodForm() {
  const { t } = useTranslation();
  const review = useView((view) => view.review);
  const brush = useView((view) => view.brush);
  const now = presentNow();
  const known = review && !('incidentId' in review) ? review : { ...lastShift(now), area: null };
  const [from, setFrom] = useState(() => inputText(known.fromMs, true));
  const [to, setTo] = useState(() => inputText(known.toMs, true));
  const [area, setArea] = useState<string | undefined>(known.area ?? '');
  const [isWrong, setWrong] = useState(false);
  const [isAreaWrong, setAreaWrong] = useState(false);
  const put = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => {
    setFrom(inputText(fromMs, true));
    setTo(inputText(toMs, true));
    setWrong(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [fromMs, toMs] = [instantOfInput(from), instantOfInput(to)];
    const isRight = fromMs !== undefined && toMs !== undefined && fromMs < toMs;
    setWrong(!isRight);
    setAreaWrong(area === undefined);
    if (isRight && area !== undefined) viewStore.set({ review: { fromMs, toMs, area: area || null } });
  };
  return (
    <form className="fields" onSubmit={submit} noValidate>
      <div className="button-row">
        <Preset word={t('review.form.shift')} onChoose={() => put(thisShift(presentNow()))} />
        <Preset word={t('review.form.lastShift')} onChoose={() => put(lastShift(presentNow()))} />
        <Preset
          word={t('review.form.day')}
          onChoose={() => put({ fromMs: presentNow() - DAY_MS, toMs: presentNow() })}
        />
        {brush ? <Preset word={t('review.form.brush')} onChoose={() => put(brush)} /> : null}
      </div>
      <div className="review-span">
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {t(`review.form.${end}`)}
            <input
              type="datetime-local"
              step={1}
              value={end === 'from' ? from : to}
              aria-invalid={isWrong}
              onChange={(event) => (end === 'from' ? setFrom : setTo)(event.target.value)}
            />
          </label>
        ))}
      </div>
      <AreaField
        value={area}
        isWrong={isAreaWrong}
        onChange={(code) => {
          setArea(code);
          setAreaWrong(false);
        }}
      />
      {isWrong ? (
        <p role="alert" className="tone-alert">
          {t('review.form.badTime')}
        </p>
      ) : null}
      <p>
        <button type="submit" className="button primary">
          {t('review.form.submit')}
        </button>
      </p>
    </form>
  );
}

function Preset({ word, onChoose }: { word: string; onChoose: () => void }) {
  return (
    <button type="button" className="button" onClick={onChoose}>
      {word}
    </button>
  );
}

function thisShift(nowMs: number): { fromMs: number; toMs: number } {
  return { fromMs: cityShift(cityZone(), nowMs).startMs, toMs: nowMs };
}

function lastShift(nowMs: number): { fromMs: number; toMs: number } {
  const toMs = cityShift(cityZone(), nowMs).startMs;
  return { fromMs: cityShift(cityZone(), toMs - 1).startMs, toMs };
}
