import { type CSSProperties, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { afterFirstAnswer } from '../analysis/first-answer.ts';
import { periodStore } from '../period/period-store.ts';
import { shadeStore } from '../shade/shade-store.ts';
import { isBeside } from '../state/desk-page.ts';
import { useView } from '../state/view.ts';
import { useBesideWidth } from '../ui/beside-width.ts';
import { Icon } from '../ui/icon.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { useWallText } from '../wall/use-wall-text.ts';
import { mapHost } from './map-host.ts';
import { MapReadout } from './map-readout.tsx';
import { type MapState, mapState } from './map-state.ts';
import { MapTooltip } from './map-tooltip.tsx';
import './map.css';

const GAP = 12;
const BOTTOM_BAR = 104 + GAP;
/** What the wall covers at the lower edge, in its least size of text: names of figures may take two lines. */
const WALL_PANEL_LINES = 8.5;

export function useMapState(): MapState {
  return useSyncExternalStore(mapState.subscribe, mapState.get);
}

/** The place of the one map, with what lies over it: buttons, readout, tooltip and messages. */
export function MapView() {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const { status, symbols } = useMapState();
  const insets = useInsets();
  useEffect(() => {
    if (place.current) mapHost.attach(place.current);
    const callOff = afterFirstAnswer(() => {
      periodStore.start();
      shadeStore.start();
    });
    return () => {
      callOff();
      mapHost.detach();
      periodStore.stop();
      shadeStore.stop();
    };
  }, []);
  return (
    <section
      className="map"
      aria-label={t('map.title')}
      data-status={status}
      data-symbols={symbols}
      style={insets}
    >
      <div className="map-place" ref={place} />
      <MapMessage />
      <MapTooltip />
      <MapControls />
    </section>
  );
}

/** What the panels cover, as custom properties: controls keep clear of it, and a flight ends in the middle of the rest. */
export function useInsets(): CSSProperties {
  const wall = useView((view) => view.mode === 'wall');
  const { leftOpen, rightOpen, leftWidth, rightWidth } = usePreferences();
  const beside = useView((view) => isBeside(view.page)) && !wall;
  const besideWidth = useBesideWidth();
  const left = beside ? besideWidth + GAP : !wall && leftOpen ? leftWidth + GAP : 0;
  const right = !wall && !beside && rightOpen ? rightWidth + GAP : 0;
  const wallText = useWallText();
  const desk = beside ? 0 : BOTTOM_BAR;
  const bottom = wallText === null ? desk : Math.round(wallText * WALL_PANEL_LINES);
  return {
    '--inset-left': `${left}px`,
    '--inset-right': `${right}px`,
    '--inset-bottom': `${bottom}px`,
  } as CSSProperties;
}

function MapControls() {
  const { t } = useTranslation();
  const wall = useView((view) => view.mode === 'wall');
  const { status } = useMapState();
  if (wall || status === 'no_webgl') return null;
  return (
    <div className="map-controls">
      <MapReadout />
      <fieldset className="map-zoom" aria-label={t('map.zoom')}>
        <button
          type="button"
          onClick={() => mapHost.zoomBy(1)}
          aria-label={t('map.zoomIn')}
          title={t('map.zoomIn')}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          onClick={() => mapHost.zoomBy(-1)}
          aria-label={t('map.zoomOut')}
          title={t('map.zoomOut')}
        >
          <Icon name="minus" />
        </button>
      </fieldset>
    </div>
  );
}

function MapMessage() {
  const { t } = useTranslation();
  const wall = useView((view) => view.mode === 'wall');
  const { status, basemapProblem, picking } = useMapState();
  useEffect(() => {
    if (!picking) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      mapHost.cancelPick();
    };
    window.addEventListener('keydown', cancel, true);
    return () => window.removeEventListener('keydown', cancel, true);
  }, [picking]);
  if (status === 'no_webgl')
    return (
      <p className="map-message large" role="alert">
        {t('map.noWebgl')}
      </p>
    );
  if (status === 'lost')
    return wall ? null : (
      <p className="map-message" role="alert">
        {t('map.lost')}{' '}
        <button type="button" className="link-button" onClick={() => location.reload()}>
          {t('app.reload')}
        </button>
      </p>
    );
  if (picking)
    return (
      <p className="map-message" role="status">
        {t(picking === 'corner' ? 'map.pickCorner' : 'map.pick')}
      </p>
    );
  if (basemapProblem)
    return (
      <p className="map-message" role="status">
        {t(`map.basemap.${basemapProblem}`)}{' '}
        {basemapProblem === 'shifted_vectors' ? null : (
          <button type="button" className="link-button" onClick={mapHost.retryBasemap}>
            {t('app.retry')}
          </button>
        )}
      </p>
    );
  return null;
}
