import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../../core/contract/live.ts';
import { latestFeature, patchFeature } from '../../../api/nouns.ts';
import { useThingWords } from '../../../ui/thing-words.ts';
import { offerUndo } from '../../../ui/undo.ts';
import { changesOf } from '../history-changes.ts';
import { changeText } from '../say-change.ts';
import { type EditServer, saveEdit, type Values, valuesOf } from './save-edit.ts';

type Thing = LiveNouns[LiveNoun];
/** Characters of what was changed that the offer to undo shows. */
const MOST_TOLD = 120;

export interface Conflict {
  base: Thing;
  mine: Values;
  theirs: Thing;
  /** What both changed. */
  fields: string[];
}
export interface Edit {
  save: (base: Thing, mine: Values) => void;
  /** What a person must decide; null: nothing. */
  conflict: Conflict | null;
  keepMine: () => void;
  takeTheirs: () => void;
  error: unknown;
  isPending: boolean;
}

function serverOf(noun: LiveNoun, id: string): EditServer<Thing> {
  return {
    patch: (onto, { geometry, ...properties }) => patchFeature(noun, onto, properties, geometry as object),
    latest: () => latestFeature(noun, id),
  };
}

/** Saves edits of a thing, asks where somebody else changed the same, and offers to undo what was saved. */
export function useEdit(noun: LiveNoun, onDone: (saved: Thing) => void = () => undefined): Edit {
  const { t } = useTranslation();
  const words = useThingWords();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const mutation = useMutation({
    mutationFn: ({ base, mine }: { base: Thing; mine: Values }) =>
      saveEdit(base, mine, serverOf(noun, base.id)),
    onSuccess: (result, { base, mine }) => {
      if ('theirs' in result) {
        setConflict({ base, mine, ...result });
        return;
      }
      setConflict(null);
      const { saved, before } = result;
      onDone(saved);
      if (saved === before) return;
      const changes = changesOf(noun, before, saved).map((change) => changeText(t, change));
      offerUndo(`${words.title(noun, saved)} · ${shortened(changes.join(t('listSeparator')))}`, async () => {
        const undone = await saveEdit(saved, valuesOf(before, mine), serverOf(noun, saved.id));
        return 'saved' in undone;
      });
    },
  });
  return {
    save: (base, mine) => mutation.mutate({ base, mine }),
    conflict,
    keepMine: () => {
      if (conflict) mutation.mutate({ base: conflict.theirs, mine: conflict.mine });
    },
    takeTheirs: () => {
      if (!conflict) return;
      const { theirs, mine, fields } = conflict;
      const rest = Object.entries(mine).filter(([name]) => !fields.includes(name));
      mutation.mutate({ base: theirs, mine: Object.fromEntries(rest) });
    },
    error: mutation.error,
    isPending: mutation.isPending,
  };
}

/** A text that was changed would fill the screen. */
function shortened(text: string): string {
  return text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}…` : text;
}
