import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView, viewStore } from '../../state/view.ts';
import { PanelHead, SidePanel } from '../../ui/side-panel.tsx';
import { useClosuresOnMap } from './closures/closures-on-map.ts';
import { DeskTabs } from './desk-tabs.tsx';
import { DESKS, type DeskParts } from './desks.ts';
import './dispatch.css';

/** Units, patrols, cordons: a desk on the left of the map of Watch. `lists` stands on the right: what is selected, or the lists of Watch, unless the desk has something of its own to show. */
export function DispatchPage({ lists }: { lists: ReactNode }) {
  const { t } = useTranslation();
  const desk = useView((view) => view.dispatch.desk);
  const isSelected = useView((view) => view.selection !== null);
  const isPast = useView((view) => view.instant !== null);
  const parts = useDesk(desk);
  useClosuresOnMap();
  useEffect(() => {
    // Nobody is sent anywhere in the past.
    if (isPast) viewStore.set({ workspace: 'watch' }, 'replace');
  }, [isPast]);
  const { Left, Right, Bottom } = parts ?? {};
  return (
    <div className={`dispatch ${Bottom ? 'with-bottom' : ''}`}>
      <SidePanel side="left" label={t('app.dispatch')}>
        <PanelHead side="left">
          <DeskTabs />
        </PanelHead>
        <div className="dispatch-desk" role="tabpanel" aria-label={t(`desks.name.${desk}`)}>
          {Left ? <Left /> : <p className="note muted">{t('app.loading')}…</p>}
        </div>
      </SidePanel>
      {Right && !isSelected ? (
        <SidePanel side="right">
          <Right />
        </SidePanel>
      ) : (
        lists
      )}
      {Bottom ? (
        <footer className="bottom-bar dispatch-bottom">
          <Bottom />
        </footer>
      ) : null}
    </div>
  );
}

/** The parts of the desk that is open, undefined until its code is there. A failed fetch goes to the nearest error boundary. */
function useDesk(name: string): DeskParts | undefined {
  const [shown, setShown] = useState<{ name: string; parts?: DeskParts; error?: unknown }>();
  useEffect(() => {
    let isWanted = true;
    const desk = DESKS.find((one) => one.name === name) ?? DESKS[0];
    desk?.load().then(
      (parts) => isWanted && setShown({ name, parts }),
      (error: unknown) => isWanted && setShown({ name, error }),
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  if (shown?.error) throw shown.error;
  return shown?.name === name ? shown.parts : undefined;
}
