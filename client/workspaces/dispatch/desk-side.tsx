import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { useKeys } from '../../ui/keys.ts';
import { PanelHead } from '../../ui/side-panel.tsx';

interface DeskSideProps {
  /** How what it tells of is called. */
  label: string;
  /** Before the name. */
  mark?: ReactNode;
  /** What is open is closed by it and by Escape; without it nothing is open. */
  back?: { label: string; close: () => void };
  children: ReactNode;
}

/** The right panel of a desk: what is open on it, or what there is to tell while nothing is. */
export function DeskSide({ label, mark, back, children }: DeskSideProps) {
  const Box = back ? 'article' : 'section';
  useKeys(back ? { Escape: back.close } : {});
  return (
    <Box className="desk-side" aria-label={label}>
      <PanelHead side="right">
        {back ? (
          <button type="button" className="icon-button" aria-label={back.label} onClick={back.close}>
            <Icon name="back" />
          </button>
        ) : null}
        <h2>
          {mark} {label}
        </h2>
      </PanelHead>
      <div className="desk-side-body">{children}</div>
    </Box>
  );
}
