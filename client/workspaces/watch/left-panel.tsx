import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { preferences, usePreferences } from '../../ui/preferences.ts';
import { AreaDrill } from './area-drill.tsx';
import { BoundaryControl } from './boundary-control.tsx';
import { DensityControl } from './density-control.tsx';
import { Filters } from './filters.tsx';
import { NetList } from './net-list.tsx';

/** What is drawn and what counts; or the figures of areas. */
export function LeftPanel() {
  const { t } = useTranslation();
  const { leftOpen, leftWidth, leftTab } = usePreferences();
  if (!leftOpen) {
    return (
      <button
        type="button"
        className="panel-opener left icon-button"
        aria-label={t('watch.openLeft')}
        title={`${t('watch.openLeft')} ([)`}
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
      <Tabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll" tabIndex={0} aria-label={t(`watch.tab.${leftTab}`)}>
        {leftTab === 'areas' ? (
          <AreaDrill />
        ) : (
          <>
            <NetList />
            <BoundaryControl />
            <DensityControl />
            <Filters />
          </>
        )}
      </section>
    </Panel>
  );
}

function Tabs() {
  const { t } = useTranslation();
  const { leftTab } = usePreferences();
  return (
    <div className="tabs">
      <div role="tablist" aria-label={t('watch.leftLabel')}>
        {(['layers', 'areas'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            aria-selected={tab === leftTab}
            onClick={() => preferences.set({ leftTab: tab })}
          >
            {t(`watch.tab.${tab}`)}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('watch.closePanel')}
        title={`${t('watch.closePanel')} ([)`}
        onClick={() => preferences.set({ leftOpen: false })}
      >
        <Icon name="left" />
      </button>
    </div>
  );
}
