import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A button that opens a small panel below it; closed by Escape, a press elsewhere, or a choice. */
export function Menu(props: {
  label: string;
  button: ReactNode;
  children: ReactNode;
  align?: 'left' | 'right';
}) {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const pressed = (event: PointerEvent) => {
      if (!element.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', pressed);
    return () => window.removeEventListener('pointerdown', pressed);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape from the controls inside
    <div
      className="menu"
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        element.current?.querySelector('button')?.focus();
      }}
    >
      <button
        type="button"
        className="button quiet"
        aria-label={props.label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {props.button}
      </button>
      {open ? <div className={`menu-panel ${props.align ?? 'right'}`}>{props.children}</div> : null}
    </div>
  );
}
