import { useTranslation } from 'react-i18next';
import { preferences, usePreferences } from '../../ui/preferences.ts';
import { PanelTabs, SidePanel } from '../../ui/side-panel.tsx';
import { AreaDrill } from './area-drill.tsx';
import { BoundaryControl } from './boundary-control.tsx';
import { DensityControl } from './density-control.tsx';
import { Filters } from './filters.tsx';
import { NetList } from './net-list.tsx';
import { ShadeControl } from './shade-control.tsx';

/** What is drawn and what counts; or the figures of areas. */
export function LeftPanel() {
  const { t } = useTranslation();
  const { leftTab } = usePreferences();
  return (
    <SidePanel side="left">
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
            <ShadeControl />
            <Filters />
          </>
        )}
      </section>
    </SidePanel>
  );
}

function Tabs() {
  const { t } = useTranslation();
  const { leftTab } = usePreferences();
  return (
    <PanelTabs side="left" label={t('watch.leftLabel')}>
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
    </PanelTabs>
  );
}
