import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAdvice, CoveragePlace } from '../../../../core/contract/coverage.ts';
import { NETS } from '../../../../core/vocabulary.ts';
import { coverageAdviceQuery } from '../../../api/coverage.ts';
import { mapHost } from '../../../map/map-host.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { NetMark } from '../../../ui/symbol.tsx';
import { DeskSide } from '../desk-side.tsx';
import { ArrivalsChart } from './arrivals-chart.tsx';
import { LETTERS, nextDiscs } from './coverage-picture.ts';
import { setCoverage, useCoverageSettings } from './coverage-settings.ts';
import { useCoverage } from './use-coverage.ts';

const OWNER = 'coverage-next';
const PLACE_ZOOM = 14;
const MOST_SHOWN = 8;

/** Where the next one helps most, whose loss costs most, who can be moved, and how long arrivals take. */
export function CoverageAdvicePanel() {
  const { t } = useTranslation();
  const { add } = useCoverageSettings();
  const { when, wish } = useCoverage();
  const { data, error, refetch } = useQuery(coverageAdviceQuery(when, wish, add));
  const shown = wish.nets.length > 0 ? data : undefined;
  useEffect(() => overPicture.set(OWNER, nextDiscs((shown?.next ?? []).map(({ place }) => place))), [shown]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  return (
    <DeskSide label={t('coverage.advice')}>
      <Segmented
        label={t('coverage.addLabel')}
        choices={NETS.map((value) => ({ value, label: t(`coverage.add.${value}`) }))}
        value={add}
        onChange={(value) => setCoverage({ add: value })}
      />
      {error && !data ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {wish.nets.length === 0 ? <p className="muted">{t('coverage.noNets')}</p> : null}
      {wish.nets.length > 0 && !data && !error ? <p className="muted">{t('coverage.adviceWait')}</p> : null}
      {shown ? (
        <>
          <NextList advice={shown} />
          <h3>{t('coverage.dear')}</h3>
          <LossList items={shown.dear} label={t('coverage.dear')} none={t('coverage.dearNone')} />
          <h3>{t('coverage.spare')}</h3>
          <p className="muted">{t('coverage.spareHint', { n: formatNumber(shown.free) })}</p>
          <LossList items={shown.spare} label={t('coverage.spare')} none="" />
        </>
      ) : null}
      <ArrivalsChart />
    </DeskSide>
  );
}

function NextList({ advice }: { advice: CoverageAdvice }) {
  const { t } = useTranslation();
  const { next, looked, atMost, all } = advice;
  if (next.length === 0) return <p className="muted">{t('coverage.adviceNone')}</p>;
  const total = next.reduce((sum, { gain }) => sum + gain, 0);
  return (
    <>
      <ol className="coverage-places" aria-label={t('coverage.advice')}>
        {next.map(({ place, gain, why }, i) => (
          <PlaceRow
            key={place.id}
            mark={<span className="next-letter">{LETTERS[i]}</span>}
            place={place}
            amount={t('coverage.gain', { n: formatNumber(gain) })}
            hint={t('coverage.gainHint', { share: formatShare(gain, all) })}
            note={why ? t(`coverage.reason.${why}`) : t('coverage.fresh')}
          />
        ))}
      </ol>
      <p className="muted">
        {t('coverage.looked', { n: formatNumber(looked), k: next.length, share: formatShare(total, atMost) })}
      </p>
    </>
  );
}

function LossList({ items, label, none }: { items: CoverageAdvice['dear']; label: string; none: string }) {
  const { t } = useTranslation();
  if (items.length === 0) return none ? <p className="muted">{none}</p> : null;
  return (
    <ol className="coverage-places" aria-label={label}>
      {items.slice(0, MOST_SHOWN).map(({ place, loses }) => (
        <PlaceRow
          key={`${place.kind} ${place.id}`}
          mark={<NetMark net={place.net} size={14} />}
          place={place}
          amount={loses === 0 ? '0' : t('coverage.loses', { n: formatNumber(loses) })}
        />
      ))}
    </ol>
  );
}

/** A place that a press leads to. */
function PlaceRow(props: {
  mark: ReactNode;
  place: CoveragePlace;
  amount: string;
  hint?: string;
  note?: string;
}) {
  const name = useName();
  const placeName = usePlaceName();
  const { mark, place, amount, hint, note } = props;
  const { lng, lat, areaCode, kind } = place;
  return (
    <li>
      <button type="button" onClick={() => mapHost.flyTo({ lng, lat, zoom: PLACE_ZOOM })}>
        {mark}
        <b>{kind === 'grids' ? placeName(areaCode) : name(place)}</b>
        <span title={hint}>{amount}</span>
        <small>{[kind === 'grids' ? '' : placeName(areaCode), note].filter(Boolean).join(' · ')}</small>
      </button>
    </li>
  );
}
