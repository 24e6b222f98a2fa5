import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { preferences, usePreferences } from '../../ui/preferences.ts';
import { AreaDrill } from './area-drill.tsx';
import { BoundaryControl } from './boundary-control.tsx';
import { DensityControl } from './density-control.tsx';
import { Filters } from './filters.tsx';
import { NetList } from './net-list.tsx';

export function LeftPanel() {
  const { t } = useTranslation();
  const { leftOpen, leftWidth } = usePreferences();
  if (!leftOpen) {
    return (
      <button
        type="button"
        className="panel-opener left icon-button"
        aria-label={t('watch.openLeft')}
        title={t('watch.openLeft')}
        onClick={() => preferences.set({ leftOpen: true })}
      >
        <Icon name="left" />
      </button>
    );
  }
  return (
    <Panel
      side="left"
      label={t('watch.leftLabel')}
      width={leftWidth}
      onWidth={(width) => preferences.set({ leftWidth: width })}
    >
      <button
        type="button"
        className="panel-closer icon-button"
        aria-label={t('watch.closePanel')}
        title={t('watch.closePanel')}
        onClick={() => preferences.set({ leftOpen: false })}
      >
        <Icon name="left" />
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll" tabIndex={0} aria-label={t('watch.leftLabel')}>
        <NetList />
        <BoundaryControl />
        <DensityControl />
        <Filters />
        <AreaDrill />
      </section>
    </Panel>
  );
}
