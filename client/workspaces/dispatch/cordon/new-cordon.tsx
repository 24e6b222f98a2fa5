import { useTranslation } from 'react-i18next';
import { CORDON_EXITS, CORDON_TRAVELS } from '../../../../core/cordon/vocabulary.ts';
import { presentNow } from '../../../live/present-now.ts';
import { useLive } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { useView } from '../../../state/view.ts';
import { formatLngLat } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { submitInside } from '../../../ui/submit.ts';
import { usePickPlace } from '../use-pick-place.ts';
import {
  askedOf,
  BEARINGS,
  clearDraft,
  MINUTES_AGO,
  RING_MINUTES,
  SPEED_RANGES,
  type SpeedRange,
  setDraft,
  useCordonDraft,
} from './cordon-draft.ts';
import { Planned } from './planned.tsx';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 2;

/** Where, since when and how fast; the plan for it; and the one act that sets it. */
export function NewCordon({ now }: { now: number }) {
  const { t } = useTranslation();
  const draft = useCordonDraft();
  const asked = askedOf(draft);
  return (
    <section className="cordon-new" aria-label={t('cordon.new')} {...submitInside()}>
      <h2 className="panel-title">{t('cordon.new')}</h2>
      <PlaceField />
      {asked ? (
        <>
          <Fields now={now} />
          <Planned key={JSON.stringify(asked)} asked={asked} now={now} />
        </>
      ) : (
        <p className="muted">{t('cordon.about')}</p>
      )}
    </section>
  );
}

/** The selected incident, a click on the map, or the middle of the map, which the arrow keys move. */
function PlaceField() {
  const { t } = useTranslation();
  const { place, incidentId, sinceMs } = useCordonDraft();
  const selection = useView((view) => view.selection);
  const incidents = useLive('incidents');
  const selected = selection?.noun === 'incidents' ? incidents.get(selection.id) : undefined;
  const of = incidentId === null ? undefined : incidents.get(incidentId);
  const { isPicking, pick, takeMiddle } = usePickPlace((picked) =>
    setDraft({
      place: picked,
      incidentId: null,
      sinceMs: place && incidentId === null ? sinceMs : presentNow() - USUAL_MINUTES * MINUTE_MS,
    }),
  );
  return (
    <div className="cordon-where">
      {selected && selected.id !== incidentId ? (
        <button
          type="button"
          className="button primary"
          onClick={() => {
            const [lng, lat] = selected.geometry.coordinates;
            const since = Date.parse(selected.properties.reportedAt);
            setDraft({ place: { lng, lat }, incidentId: selected.id, sinceMs: since });
          }}
        >
          {t('cordon.ofIncident', { number: selected.properties.number })}
        </button>
      ) : null}
      {place ? (
        <p className="cordon-place">
          <Icon name="pin" size={14} />
          <output>
            {of
              ? t('cordon.atIncident', { number: of.properties.number })
              : formatLngLat(place.lng, place.lat)}
          </output>
          <button
            type="button"
            className="icon-button"
            aria-label={t('cordon.fly')}
            title={t('cordon.fly')}
            onClick={() => mapHost.flyTo({ ...place, zoom: 14 })}
          >
            <Icon name="fly" size={16} />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('cordon.discard')}
            title={t('cordon.discard')}
            onClick={clearDraft}
          >
            <Icon name="close" size={16} />
          </button>
        </p>
      ) : null}
      <div className="button-row">
        <button type="button" className="button" aria-pressed={isPicking} onClick={() => void pick()}>
          <Icon name="pin" size={14} /> {t(isPicking ? 'cordon.picking' : 'cordon.pick')}
        </button>
        <button type="button" className="link-button" onClick={takeMiddle}>
          {t('cordon.middle')}
        </button>
      </div>
    </div>
  );
}

function Fields({ now }: { now: number }) {
  const { t } = useTranslation();
  const draft = useCordonDraft();
  return (
    <div className="cordon-fields">
      <SinceField now={now} />
      <label className="field">
        <span>{t('cordon.direction')}</span>
        <select
          value={draft.directionDegrees ?? ''}
          onChange={({ target }) =>
            setDraft({ directionDegrees: target.value === '' ? null : Number(target.value) })
          }
        >
          <option value="">{t('cordon.noDirection')}</option>
          {BEARINGS.map((bearing) => (
            <option key={bearing} value={bearing}>
              {t(`cordon.bearing.${bearing}`)}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label={t('cordon.travelLabel')}
        choices={CORDON_TRAVELS.map((value) => ({ value, label: t(`cordon.travel.${value}`) }))}
        value={draft.travel}
        onChange={(travel) => setDraft({ travel })}
      />
      <label className="field wide">
        <span>{t('cordon.rangeLabel')}</span>
        <select
          value={draft.range}
          onChange={({ target }) => setDraft({ range: target.value as SpeedRange })}
        >
          {(Object.keys(SPEED_RANGES) as SpeedRange[]).map((range) => (
            <option key={range} value={range}>
              {t(`cordon.range.${range}`)}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label={t('cordon.exitsLabel')}
        choices={CORDON_EXITS.map((value) => ({ value, label: t(`cordon.exits.${value}`) }))}
        value={draft.exits}
        onChange={(exits) => setDraft({ exits })}
      />
      {draft.exits === 'ring' ? (
        <label className="field wide">
          <span>{t('cordon.ringLabel')}</span>
          <select
            value={draft.ringMinutes}
            onChange={({ target }) => setDraft({ ringMinutes: Number(target.value) })}
          >
            {RING_MINUTES.map((n) => (
              <option key={n} value={n}>
                {t('cordon.ring', { n })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

function SinceField({ now }: { now: number }) {
  const { t } = useTranslation();
  const { sinceMs } = useCordonDraft();
  const ago = Math.max(0, Math.round((now - sinceMs) / MINUTE_MS));
  const minutes = [...new Set([...MINUTES_AGO, ago])].sort((a, b) => a - b);
  return (
    <label className="field">
      <span>{t('cordon.since')}</span>
      <select
        value={ago}
        onChange={({ target }) => setDraft({ sinceMs: now - Number(target.value) * MINUTE_MS })}
      >
        {minutes.map((n) => (
          <option key={n} value={n}>
            {n === 0 ? t('cordon.justNow') : t('cordon.ago', { n })}
          </option>
        ))}
      </select>
    </label>
  );
}
