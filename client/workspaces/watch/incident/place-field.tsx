import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../../core/contract/search.ts';
import { parseCoordinates } from '../../../../core/search/coordinates.ts';
import { searchQuery } from '../../../api/search.ts';
import { mapHost } from '../../../map/map-host.ts';
import { viewStore } from '../../../state/view.ts';
import { draftStore, useDraft } from '../../../ui/draft.ts';
import { formatLngLat } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';

const SHOWN = 6;
const NEAR_ZOOM = 15;
type PlacedHit = SearchHit & { lng: number; lat: number };

/** The place of something new: pressed on the map, typed as coordinates, or found by name, grid code or number. */
export function PlaceField() {
  const { t } = useTranslation();
  const { point } = useDraft();
  const [text, setText] = useState('');
  const [picking, setPicking] = useState(false);
  const pick = async () => {
    setPicking(true);
    const picked = await mapHost.pickPoint();
    setPicking(false);
    if (!picked || !draftStore.get().open) return;
    setText(formatLngLat(picked.lng, picked.lat));
    draftStore.set({ point: picked });
  };
  const choose = (chosen: { lng: number; lat: number }, words: string) => {
    setText(words);
    draftStore.set({ point: chosen });
    mapHost.flyTo({ lng: chosen.lng, lat: chosen.lat, zoom: NEAR_ZOOM });
  };
  const type = (value: string) => {
    setText(value);
    draftStore.set({ point: parseCoordinates(value) });
  };
  return (
    <div className="field">
      <label htmlFor="new-place">{t('casework.place')}</label>
      <div className="joined">
        <PlaceInput
          text={text || (point ? formatLngLat(point.lng, point.lat) : '')}
          found={!!point}
          onType={type}
          onChoose={choose}
        />
        <button type="button" className="button" aria-pressed={picking} onClick={() => void pick()}>
          <Icon name="pin" size={14} /> {t('watch.new.pick')}
        </button>
      </div>
      <span id="new-place-hint" className={picking ? 'tone-warn' : 'muted'}>
        {point && text
          ? formatLngLat(point.lng, point.lat)
          : t(picking ? 'watch.new.picking' : 'casework.placeHint')}
      </span>
    </div>
  );
}

/** A combobox: what is typed is coordinates, or searched for; arrows and Enter choose. */
function PlaceInput(props: {
  text: string;
  found: boolean;
  onType: (text: string) => void;
  onChoose: (place: { lng: number; lat: number }, words: string) => void;
}) {
  const listId = useId();
  const name = useName();
  const placeName = usePlaceName();
  const [active, setActive] = useState(0);
  const hits = useHits(props.found ? '' : props.text);
  const open = hits.length > 0;
  const current = hits[Math.min(active, hits.length - 1)];
  const choose = (hit: PlacedHit) => props.onChoose({ lng: hit.lng, lat: hit.lat }, name(hit));
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !open) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setActive((Math.min(active, hits.length - 1) + step + hits.length) % hits.length);
    else if (event.key === 'Enter' && !event.ctrlKey && current) choose(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className="place-search">
      <input
        id="new-place"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open ? `${listId}-${current?.id}` : undefined}
        aria-autocomplete="list"
        aria-describedby="new-place-hint"
        autoComplete="off"
        value={props.text}
        placeholder="101.77820, 36.61710"
        onChange={(event) => props.onType(event.target.value)}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" hidden={!open}>
        {hits.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
          <div
            key={`${hit.noun}-${hit.id}`}
            id={`${listId}-${hit.id}`}
            role="option"
            aria-selected={hit === current}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <b>{name(hit)}</b> <small>{placeName(hit.areaCode)}</small>
          </div>
        ))}
      </div>
    </div>
  );
}

function useHits(text: string): PlacedHit[] {
  const wanted = useDeferredValue(text.trim());
  const { data } = useQuery({
    ...searchQuery({ text: wanted, near: viewStore.get().camera }),
    enabled: wanted.length > 0,
  });
  if (!wanted) return [];
  const places = (data?.items ?? []).filter(
    (hit): hit is PlacedHit => hit.lng !== null && hit.lat !== null && hit.noun !== 'units',
  );
  return places.slice(0, SHOWN);
}
