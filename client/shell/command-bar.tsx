import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { CommandItem } from './command-items.ts';
import { noteRecent } from './recent.ts';
import { type Understood, useCommandItems } from './use-command-items.ts';

const INPUT_ID = 'command-bar';

/** What had the focus before the bar took it: an act from the bar is about that. */
let before: Element | null = null;

export function focusCommandBar(): void {
  const input = document.getElementById(INPUT_ID);
  if (!(input instanceof HTMLInputElement)) return;
  input.select();
  input.focus();
}

function leaveBar(): void {
  document.getElementById(INPUT_ID)?.blur();
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  before = null;
}

/** Things by name, pinyin, code or number; places; times; filters; commands: what is typed is understood, told, and done by Enter. */
export function CommandBar() {
  const { t } = useTranslation();
  const { account } = useSession();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [entered, setEntered] = useState(false);
  const understood = useCommandItems(text);
  const { items, searching } = understood;
  const at = Math.max(0, Math.min(active, items.length - 1));
  const current = items[at];
  const type = (next: string) => {
    setText(next);
    setActive(0);
    setEntered(false);
    setOpen(true);
  };
  const finish = (item: CommandItem | undefined) => {
    setEntered(false);
    if (item?.fill !== undefined) return type(item.fill);
    if (!item) return;
    setOpen(false);
    setText('');
    setActive(0);
    leaveBar();
    if (item.hit) noteRecent(account.id, item.hit);
    item.run();
  };
  const isWaiting = entered && !searching && open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer to what was entered is there
  useEffect(() => {
    if (isWaiting) finish(understood.nothing ? undefined : current);
  }, [isWaiting]);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setActive((at + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') {
      if (searching && at >= understood.sure) setEntered(true);
      else finish(current);
    } else if (event.key === 'Escape') {
      if (text) type('');
      else {
        setOpen(false);
        leaveBar();
      }
    } else return;
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
        maxLength={200}
        aria-label={t('command.label')}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-keyshortcuts="/ Control+K"
        aria-activedescendant={open && current ? optionId(listId, at) : undefined}
        placeholder={t('command.placeholder')}
        value={text}
        onFocus={(event) => {
          before = event.relatedTarget;
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
      />
      <kbd>/</kbd>
      {open ? (
        <div className="command-list">
          <Meaning text={text} understood={understood} />
          <div id={listId} role="listbox" aria-label={t('command.label')}>
            {items.map((item, place) => (
              <Row key={item.id} item={item} id={optionId(listId, place)} on={place === at} choose={finish} />
            ))}
          </div>
        </div>
      ) : null}
    </search>
  );
}

function optionId(listId: string, place: number): string {
  return `${listId}-${place}`;
}

/** What the text was taken for, and how much there is; read out as it changes. */
function Meaning({ text, understood }: { text: string; understood: Understood }) {
  const { t } = useTranslation();
  const { what, items, nothing, searching, error } = understood;
  if (error) return <ProblemNote error={error} />;
  const typed = text.trim();
  return (
    <p className="command-meaning" role="status">
      {!typed
        ? t('command.frequent')
        : nothing
          ? t('command.nothing', { text: typed })
          : [
              what ? t('command.understood', { what }) : '',
              searching ? `${t('app.loading')}…` : t('command.results', { n: formatNumber(items.length) }),
            ]
              .filter(Boolean)
              .join(' — ')}
    </p>
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
      {item.key ? <kbd>{item.key}</kbd> : null}
      <span className="detail">{item.detail}</span>
    </div>
  );
}
