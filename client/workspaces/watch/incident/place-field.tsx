import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../../core/contract/search.ts';
import { parseCoordinates } from '../../../../core/search/coordinates.ts';
import { searchQuery } from '../../../api/search.ts';
import { mapHost } from '../../../map/map-host.ts';
import { viewStore } from '../../../state/view.ts';
import { ComboInput } from '../../../ui/combo-input.tsx';
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

/** What is typed is coordinates, or searched for. */
function PlaceInput(props: {
  text: string;
  found: boolean;
  onType: (text: string) => void;
  onChoose: (place: { lng: number; lat: number }, words: string) => void;
}) {
  const name = useName();
  const placeName = usePlaceName();
  const hits = useHits(props.found ? '' : props.text);
  const options = hits.map((hit) => ({
    ...hit,
    id: `${hit.noun}-${hit.id}`,
    title: name(hit),
    detail: placeName(hit.areaCode),
  }));
  return (
    <ComboInput
      id="new-place"
      text={props.text}
      options={options}
      placeholder="101.77820, 36.61710"
      describedBy="new-place-hint"
      onType={props.onType}
      onChoose={({ lng, lat, title }) => props.onChoose({ lng, lat }, title)}
    />
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
