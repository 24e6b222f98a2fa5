import { useTranslation } from 'react-i18next';
import { NETS, type Net } from '../../../core/vocabulary.ts';
import { useLiveLoaded } from '../../live/use-live.ts';
import { toggleNet, toggleOverlay } from '../../state/layers.ts';
import { OVERLAYS } from '../../state/overlays.ts';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { NetMark } from '../../ui/symbol.tsx';
import { AreaNote } from './area-note.tsx';
import type { NetHealth } from './net-health.ts';
import { NounMark } from './noun-mark.tsx';
import { useNetHealth } from './use-watch.ts';

/** The five nets: shape, count, state, and whether they are drawn. */
export function NetList() {
  const { t } = useTranslation();
  const health = useNetHealth();
  return (
    <section aria-labelledby="nets-title">
      <h2 className="panel-title" id="nets-title">
        {t('watch.nets.title')}
      </h2>
      <AreaNote />
      <ul className="nets">
        {NETS.map((net, i) => (
          <NetRow key={net} net={net} health={health[net]} digit={i + 1} />
        ))}
      </ul>
      <Overlays />
    </section>
  );
}

function NetRow({ net, health, digit }: { net: Net; health: NetHealth; digit: number }) {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const shown = useView((view) => !view.hiddenNets.includes(net));
  return (
    <li>
      <button
        type="button"
        className="net"
        aria-pressed={shown}
        aria-keyshortcuts={String(digit)}
        title={t(shown ? 'watch.nets.hide' : 'watch.nets.show', { key: digit })}
        onClick={() => toggleNet(net)}
      >
        <NetMark net={net} />
        <b>{t(`net.${net}`)}</b>
        <span className="net-count">{loaded ? formatNumber(health.count) : '–'}</span>
        <small>
          {loaded
            ? health.notes.map(({ key, n, abnormal }) => (
                <span key={key} className={abnormal ? 'tone-warn' : undefined}>
                  {t(`watch.health.${key}`, { n: formatNumber(n) })}
                </span>
              ))
            : t('app.loading')}
        </small>
        <kbd>{digit}</kbd>
      </button>
    </li>
  );
}

function Overlays() {
  const { t } = useTranslation();
  const on = {
    showIncidents: useView((view) => view.showIncidents),
    showUnits: useView((view) => view.showUnits),
    showRoutes: useView((view) => view.showRoutes),
    showGeofences: useView((view) => view.showGeofences),
    showCases: useView((view) => view.showCases),
    showRisks: useView((view) => view.showRisks),
  };
  return (
    <fieldset className="overlays">
      <legend className="visually-hidden">{t('watch.nets.overlays')}</legend>
      {OVERLAYS.map(({ overlay, noun, key }) => (
        <label key={overlay} className="check">
          <input
            type="checkbox"
            aria-keyshortcuts={key}
            checked={on[overlay]}
            onChange={() => toggleOverlay(overlay)}
          />
          <NounMark noun={noun} size={16} />
          {t(`noun.${noun}`)} <kbd>{key}</kbd>
        </label>
      ))}
    </fieldset>
  );
}
