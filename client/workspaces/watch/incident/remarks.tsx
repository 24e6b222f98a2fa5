import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import type { Remark } from '../../../../core/contract/remark.ts';
import { PLACE_FACTS, type PlaceFact } from '../../../../core/vocabulary.ts';
import { remarksQuery, useAddRemark } from '../../../api/incidents.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive, useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { formatTime } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { noteMasked } from './masked-note.tsx';

const NEAR_ZOOM = 16;

/** The log of an incident and a line to add to it. */
export function Remarks({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const { remarkCount } = incident.properties;
  const { data, error, refetch } = useQuery({
    ...remarksQuery(incident.id, remarkCount),
    enabled: remarkCount > 0,
  });
  const isLive = useIsLive();
  const now = useServerNow(1000);
  const mayWrite = mayDo(account.role, 'edit_incident') && isLive;
  const items = data?.items.filter(({ at }) => isLive || Date.parse(at) <= now);
  if (remarkCount === 0 && !mayWrite) return null;
  return (
    <section className="inspector-section">
      <h3>{t('casework.remarks')}</h3>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      <ol className="history">
        {items?.map((remark) => (
          <RemarkLine key={remark.id} remark={remark} />
        ))}
      </ol>
      {mayWrite ? <RemarkForm incidentId={incident.id} /> : null}
    </section>
  );
}

function RemarkLine({ remark }: { remark: Remark }) {
  const { t } = useTranslation();
  const now = useServerNow(60_000);
  const [lng, lat] = remark.geometry?.coordinates ?? [];
  return (
    <li>
      <time dateTime={remark.at}>{formatTime(Date.parse(remark.at), now)}</time>
      <div>
        <p>
          {remark.fact ? <b>{t(`casework.fact.${remark.fact}`)} </b> : null}
          {remark.text}
        </p>
        <small className="muted">{remark.authorName ? personName(t, remark.authorName) : ''}</small>
        {lng !== undefined && lat !== undefined ? (
          <button
            type="button"
            className="link-button"
            onClick={() => mapHost.flyTo({ lng, lat, zoom: NEAR_ZOOM })}
          >
            {t('watch.inspector.fly')}
          </button>
        ) : null}
      </div>
    </li>
  );
}

/** Words, and if they are a fact of the place which one and where. Ctrl+Enter adds the line. */
function RemarkForm({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const add = useAddRemark();
  const keyOf = useOnceKey();
  const [text, setText] = useState('');
  const [fact, setFact] = useState<PlaceFact | ''>('');
  const [point, setPoint] = useState<{ lng: number; lat: number } | null>(null);
  const submit = () => {
    if (add.isPending || (!text.trim() && !fact)) return;
    const geometry = point && {
      type: 'Point' as const,
      coordinates: [point.lng, point.lat] as [number, number],
    };
    const input = { text: text.trim(), fact: fact || null, geometry };
    add.mutate(
      { incidentId, input, key: keyOf({ incidentId, input }) },
      {
        onSuccess: (remark) => {
          noteMasked(incidentId, input.text, remark.text);
          setText('');
          setFact('');
          setPoint(null);
        },
      },
    );
  };
  return (
    <form className="remark-form" {...submitBy(submit)}>
      <textarea
        rows={2}
        maxLength={2000}
        aria-label={t('casework.addRemark')}
        placeholder={t('casework.addRemark')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="button-row">
        <select
          aria-label={t('casework.factLabel')}
          value={fact}
          onChange={(event) => setFact(event.target.value as PlaceFact | '')}
        >
          <option value="">{t('casework.noFact')}</option>
          {PLACE_FACTS.map((value) => (
            <option key={value} value={value}>
              {t(`casework.fact.${value}`)}
            </option>
          ))}
        </select>
        {fact ? (
          <button
            type="button"
            className="button"
            aria-pressed={point !== null}
            onClick={() => void mapHost.pickPoint().then((picked) => picked && setPoint(picked))}
          >
            <Icon name="pin" size={14} /> {t('watch.new.pick')}
          </button>
        ) : null}
        <button type="submit" className="button" disabled={add.isPending || (!text.trim() && !fact)}>
          {t('casework.add')}
        </button>
      </div>
      <ProblemNote error={add.error} />
    </form>
  );
}
