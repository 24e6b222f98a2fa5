import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { foldPhrase } from '../../core/search/term.ts';
import { type Intent, understand } from '../../core/search/understand.ts';
import { type SearchFor, searchQuery } from '../api/search.ts';
import { useSession } from '../api/session.ts';
import { presentNow } from '../live/present-now.ts';
import { useView, viewStore } from '../state/view.ts';
import { cityZone } from '../ui/city-zone.ts';
import { useName } from '../ui/named.ts';
import { usePlaceName } from '../ui/place-name.ts';
import { type CommandItem, exampleItems, itemsOf, itemsOfNothing } from './command-items.ts';
import { commandsOf } from './commands.ts';
import { intentWords } from './intent-items.ts';
import { recentFirst, recentOf } from './recent.ts';

export interface Understood {
  items: CommandItem[];
  /** What the phrase was taken for, in words; undefined: a name. */
  what: string | undefined;
  error: unknown;
  /** Things are still looked for: the items may be those of the phrase before. */
  searching: boolean;
  /** So many items, the first, do not depend on what is found. */
  sure: number;
  /** Nothing fits: the items are examples of what would. */
  nothing: boolean;
}

/** What the text of the bar means and what it leads to. */
export function useCommandItems(text: string): Understood {
  const { t, i18n } = useTranslation();
  const naming = { t, name: useName(), placeName: usePlaceName() };
  const { account } = useSession();
  const { theme, language, isPast } = {
    theme: useView((view) => view.theme),
    language: useView((view) => view.language),
    isPast: useView((view) => view.instant !== null),
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow language and theme, the acts the past
  const commands = useMemo(
    () => commandsOf(t, account.role),
    [t, i18n.language, theme, isPast, account.role],
  );
  const intents = useMemo(
    () => understand(text, { nowMs: presentNow(), zone: cityZone(), commands }),
    [text, commands],
  );
  const order = useMemo(() => searchOf(intents), [intents]);
  const { data, error, isFetching } = useQuery({
    ...searchQuery(order ?? NOTHING),
    placeholderData: keepPreviousData,
  });
  const phrase = foldPhrase(text);
  const unsure = new Set(
    intents.flatMap((intent) =>
      intent.kind === 'command' && intent.match === 'inside' ? [`command-${intent.id}`] : [],
    ),
  );
  const recent = recentOf(account.id);
  const hits = order ? recentFirst(data?.items ?? [], recent, phrase) : [];
  const searching = order !== undefined && isFetching;
  const found = phrase ? itemsOf(intents, hits, commands, naming) : itemsOfNothing(recent, commands, naming);
  const firstHit = found.findIndex(({ id, hit }) => hit !== undefined || unsure.has(id));
  const nothing = found.length === 0 && !searching && !error;
  const [first] = intents;
  return {
    items: nothing ? exampleItems(t, language) : found,
    what: first && intentWords(first, t),
    error: order ? error : null,
    searching,
    sure: firstHit < 0 ? found.length : firstHit,
    nothing,
  };
}

const NOTHING: SearchFor = { text: '', near: null };

/** What the server is asked for. */
function searchOf(intents: readonly Intent[]): SearchFor | undefined {
  const { camera } = viewStore.get();
  for (const intent of intents) {
    if (intent.kind === 'named') return { text: intent.text.slice(0, 80), near: camera };
    if (intent.kind !== 'things' || intent.text === '') continue;
    const { noun, deviceKind, text } = intent;
    return { text: text.slice(0, 80), noun, deviceKind, near: camera };
  }
  return undefined;
}
