import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** A modal dialog. It is closed by Escape, its button, or a press beside it; without `onClose` by a choice in it alone. */
export function Dialog(props: {
  title: string;
  onClose?: () => void;
  children: ReactNode;
  className?: string;
  /** Leave the heading to assistive technology alone. */
  bare?: boolean;
}) {
  const { t } = useTranslation();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too; this is the press on the backdrop
    <dialog
      ref={element}
      className={`dialog ${props.className ?? ''}`}
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose?.();
      }}
      onClick={(event) => event.target === element.current && props.onClose?.()}
    >
      {props.bare ? null : (
        <header>
          <h2>{props.title}</h2>
          {props.onClose ? (
            <button type="button" className="icon-button" aria-label={t('app.close')} onClick={props.onClose}>
              <Icon name="close" />
            </button>
          ) : null}
        </header>
      )}
      {props.children}
    </dialog>
  );
}
