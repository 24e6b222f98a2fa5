import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { searchQuery } from '../../../api/search.ts';
import { useName } from '../../../ui/named.ts';
import { DuplicateOffer, useLikelyDuplicates } from './duplicate-offer.tsx';

/** Which incident this one repeats: the likely ones, or one found by its number. */
export function DuplicateChoice(props: {
  incident: Incident;
  busy: boolean;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { geometry, properties } = props.incident;
  const [lng, lat] = geometry.coordinates;
  const likely = useLikelyDuplicates({ lng, lat }, properties.type, props.incident.id);
  const wanted = useDeferredValue(text.trim());
  const order = { text: wanted, noun: 'incidents', near: null } as const;
  const { data } = useQuery({ ...searchQuery(order), enabled: wanted.length > 2 });
  const found = (data?.items ?? []).filter(({ id }) => id !== props.incident.id);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="assign">
      <DuplicateOffer
        title={t('casework.likely')}
        likely={likely}
        action={t('casework.sameAs')}
        busy={props.busy}
        onChoose={props.onChoose}
      />
      <label>
        {t('casework.originalNumber')}
        <input
          ref={field}
          value={text}
          placeholder="261125-0001"
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <ul>
        {wanted
          ? found.map((hit) => (
              <li key={hit.id}>
                <button type="button" disabled={props.busy} onClick={() => props.onChoose(hit.id)}>
                  <b>{hit.code ?? name(hit)}</b>
                  <small>{name(hit)}</small>
                </button>
              </li>
            ))
          : null}
      </ul>
    </div>
  );
}
