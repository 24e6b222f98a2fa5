import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cityDay } from '../../../../../core/city-time.ts';
import type { Unit } from '../../../../../core/contract/unit.ts';
import { latestFeature, patchFeature } from '../../../../api/nouns.ts';
import { serverNow } from '../../../../live/live-set.ts';
import { cityZone } from '../../../../ui/city-zone.ts';
import { offerUndo } from '../../../../ui/undo.ts';
import { type DutyChange, type DutyServer, exceptionOn, saveDuty } from './save-duty.ts';

interface Order {
  unit: Unit;
  change: DutyChange;
}
/** What somebody else made of a day that one wanted to set. */
export interface DutyConflict extends Order {
  theirs: Unit;
}

function serverOf(id: string): DutyServer {
  return {
    patch: (onto, exceptions) => patchFeature('units', onto, { exceptions }),
    latest: () => latestFeature('units', id),
  };
}

function save({ unit, change }: Order) {
  return saveDuty(unit, change, cityDay(cityZone(), serverNow()), serverOf(unit.id));
}

/** Sets days of units, asks where somebody else set the same one, and offers to undo what was saved. */
export function useSaveDuty() {
  const { t } = useTranslation();
  const [conflict, setConflict] = useState<DutyConflict | null>(null);
  const mutation = useMutation({
    mutationFn: save,
    onSuccess: (result, order) => {
      if ('theirs' in result) {
        setConflict({ ...order, theirs: result.theirs });
        return;
      }
      setConflict(null);
      const { saved, before } = result;
      const { day, duty } = order.change;
      if (before === duty) return;
      const what = duty === null ? t('duty.pattern') : t(`duty.name.${duty}`);
      offerUndo(`${saved.properties.code} ${day} · ${what}`, async () => {
        const undone = await save({ unit: saved, change: { day, duty: before } });
        return 'saved' in undone;
      });
    },
  });
  return {
    set: (unit: Unit, change: DutyChange) => {
      if (exceptionOn(unit, change.day) !== change.duty) mutation.mutate({ unit, change });
    },
    conflict,
    keepMine: () => conflict && mutation.mutate({ unit: conflict.theirs, change: conflict.change }),
    takeTheirs: () => setConflict(null),
    /** What is on its way. */
    pending: mutation.isPending ? mutation.variables : undefined,
    error: mutation.error,
  };
}
