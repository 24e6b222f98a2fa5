import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { Panel } from './panel.tsx';
import { preferences, usePreferences } from './preferences.ts';

type Side = 'left' | 'right';
const SIDES = {
  left: { label: 'watch.leftLabel', opener: 'watch.openLeft', key: '[' },
  right: { label: 'watch.rightLabel', opener: 'watch.openRight', key: ']' },
} as const;

/** The panel of a side as it is remembered: as wide as it was, or collapsed to a button that opens it. */
export function SidePanel({ side, label, children }: { side: Side; label?: string; children: ReactNode }) {
  const { t } = useTranslation();
  const chosen = usePreferences();
  const { label: usual, opener, key } = SIDES[side];
  const name = label ?? t(usual);
  const openerText = label === undefined ? t(opener) : t('app.open', { what: label });
  if (!chosen[`${side}Open`])
    return (
      <button
        type="button"
        className={`panel-opener ${side} icon-button`}
        aria-label={openerText}
        title={`${openerText} (${key})`}
        onClick={() => preferences.set({ [`${side}Open`]: true })}
      >
        <Icon name={side} />
      </button>
    );
  return (
    <Panel
      side={side}
      label={name}
      width={chosen[`${side}Width`]}
      onWidth={(width) => preferences.set({ [`${side}Width`]: width })}
    >
      {children}
    </Panel>
  );
}

/** The head of a side's panel: tabs or a title, and the button that collapses it. */
export function PanelHead({ side, children }: { side: Side; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="tabs">
      {children}
      <button
        type="button"
        className="icon-button"
        aria-label={t('watch.closePanel')}
        title={`${t('watch.closePanel')} (${SIDES[side].key})`}
        onClick={() => preferences.set({ [`${side}Open`]: false })}
      >
        <Icon name={side} />
      </button>
    </div>
  );
}

/** A tab of words in a head with tabs. */
export function WordTab(props: {
  isSelected: boolean;
  onSelect: () => void;
  /** A letter that chooses it, and what it is called then. */
  shortcut?: { key: string; name: string };
  children: ReactNode;
}) {
  const { isSelected, onSelect, shortcut, children } = props;
  return (
    <button
      type="button"
      role="tab"
      className="word-tab"
      aria-selected={isSelected}
      aria-keyshortcuts={shortcut?.key.toLowerCase()}
      title={shortcut && `${shortcut.name} (${shortcut.key})`}
      onClick={onSelect}
    >
      {children}
    </button>
  );
}

/** A head with tabs. */
export function PanelTabs({ side, label, children }: { side: Side; label: string; children: ReactNode }) {
  return (
    <PanelHead side={side}>
      <div role="tablist" aria-label={label}>
        {children}
      </div>
    </PanelHead>
  );
}
