import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../api/search.ts';
import { useSession } from '../api/session.ts';
import { useView } from '../state/view.ts';
import { Icon } from '../ui/icon.tsx';
import { useName } from '../ui/named.ts';
import { usePlaceName } from '../ui/place-name.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type CommandItem, itemsOf } from './command-items.ts';
import { commandsOf } from './commands.ts';

const INPUT_ID = 'command-bar';

export function focusCommandBar(): void {
  const input = document.getElementById(INPUT_ID);
  if (input instanceof HTMLInputElement) input.select();
  input?.focus();
}

/** Search by name, code, number or coordinates, and commands by name. */
export function CommandBar() {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { items, error, searching } = useItems(text);
  const current = items[Math.min(active, items.length - 1)];
  const finish = (item: CommandItem | undefined) => {
    if (!item) return;
    setOpen(false);
    setText('');
    (document.activeElement as HTMLElement | null)?.blur();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step)
      setActive((at) => (Math.min(at, items.length - 1) + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') finish(current);
    else if (event.key === 'Escape') leave(event, text, setText, setOpen);
    else return;
    event.preventDefault();
  };
  return (
    <search className="command-bar">
      <Icon name="search" />
      <input
        id={INPUT_ID}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('shell.command.label')}
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && current ? `${listId}-${current.id}` : undefined}
        placeholder={t('shell.command.placeholder')}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={press}
      />
      <kbd>/</kbd>
      {open ? (
        <div className="command-list">
          <div id={listId} role="listbox" aria-label={t('shell.command.label')}>
            {items.map((item) => (
              <Row
                key={item.id}
                item={item}
                id={`${listId}-${item.id}`}
                on={item === current}
                choose={finish}
              />
            ))}
          </div>
          {error ? <ProblemNote error={error} /> : null}
          {searching ? <p className="note muted">{t('app.loading')}…</p> : null}
          {items.length === 0 && !searching && !error ? (
            <p className="note muted">{t('shell.command.nothing')}</p>
          ) : null}
        </div>
      ) : null}
    </search>
  );
}

function Row(props: { item: CommandItem; id: string; on: boolean; choose: (item: CommandItem) => void }) {
  const { item, id, on, choose } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points here
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input hears the keys
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={on}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(item)}
    >
      <span className="kind">{item.kind}</span>
      <span className="title">{item.title}</span>
      <span className="detail">{item.detail}</span>
    </div>
  );
}

/** Escape clears the text first and leaves the bar next. */
function leave(
  event: KeyboardEvent,
  text: string,
  setText: (text: string) => void,
  setOpen: (open: boolean) => void,
): void {
  if (text) setText('');
  else {
    setOpen(false);
    (event.target as HTMLElement).blur();
  }
}

function useItems(text: string): { items: CommandItem[]; error: unknown; searching: boolean } {
  const { t, i18n } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const { account } = useSession();
  const theme = useView((view) => view.theme);
  const wanted = useDeferredValue(text.trim());
  const { data, error, isFetching } = useQuery(searchQuery(wanted));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow language and theme
  const commands = useMemo(() => commandsOf(t, account.role), [t, i18n.language, theme, account.role]);
  return {
    items: itemsOf(text, wanted ? (data?.items ?? []) : [], commands, t, name, placeName),
    error,
    searching: isFetching,
  };
}
