import { useEffect, useRef } from 'react';
import { mayDo } from '../../../core/contract/permission.ts';
import { type IncidentStatus, NETS } from '../../../core/vocabulary.ts';
import { knownFeature, usePatch } from '../../api/nouns.ts';
import { useSession } from '../../api/session.ts';
import { liveSet } from '../../live/live-set.ts';
import { useIsLive } from '../../live/use-live.ts';
import { mapHost } from '../../map/map-host.ts';
import { closeFenceDraft, fenceDraft } from '../../state/fence-draft.ts';
import { clearFilter, nextShade, toggleDensity, toggleNet, toggleOverlay } from '../../state/layers.ts';
import { OVERLAYS } from '../../state/overlays.ts';
import { clearSelection, select } from '../../state/selection.ts';
import { viewStore } from '../../state/view.ts';
import { closeDraft, draftStore, openDraft } from '../../ui/draft.ts';
import { type KeyHandlers, useKeys } from '../../ui/keys.ts';
import { undoStore } from '../../ui/undo.ts';
import { wallStore } from '../../wall/wall-store.ts';
import { STEP_KEYS, stepsOf, stopAsking, toggleAsking } from './incident/steps.ts';
import { lastOpened } from './last-opened.ts';
import { placeOf } from './place-of.ts';

/** What Shift with a letter opens a form of. */
const NEW_FILES = { N: 'case', E: 'risk' } as const;

/** Keys of the Watch workspace. */
export function WatchKeys({ enabled }: { enabled: boolean }) {
  const { account } = useSession();
  const patch = usePatch('incidents');
  const waiting = useRef<IncidentStatus | undefined>(undefined);
  const isLive = useIsLive();
  const mayEdit = mayDo(account.role, 'edit_incident') && isLive;
  const mayFile = mayDo(account.role, 'edit_case') && isLive;
  const nets: KeyHandlers = Object.fromEntries(NETS.map((net, i) => [String(i + 1), () => toggleNet(net)]));
  const overlays: KeyHandlers = Object.fromEntries(
    OVERLAYS.map(({ overlay, key }) => [key, () => toggleOverlay(overlay)]),
  );
  const steps: KeyHandlers = Object.fromEntries(
    Object.entries(STEP_KEYS).map(([status, key]) => [
      key.toLowerCase(),
      () => takeStep(status as IncidentStatus),
    ]),
  );
  const files: KeyHandlers = Object.fromEntries(
    Object.entries(NEW_FILES).map(([key, kind]) => [key, () => (mayFile ? openDraft(null, kind) : false)]),
  );
  const takeStep = (status: IncidentStatus): boolean => {
    const incident = incidentAtHand();
    const step = incident && stepsOf(incident).find((one) => one.status === status && !one.blocked);
    if (!mayEdit || !step || step.word === 'reopen' || step.word === 'release') return false;
    // The next step is shown before the answer to the last one is there; it is taken then.
    if (patch.isPending) {
      waiting.current = status;
      return true;
    }
    if (status === 'assigned' || status === 'duplicate') {
      select('incidents', incident.id);
      toggleAsking(incident.id, status);
    } else patch.mutate({ feature: incident, properties: { status } });
    return true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer is there
  useEffect(() => {
    const next = waiting.current;
    if (patch.isPending || !next) return;
    waiting.current = undefined;
    if (!patch.isError) takeStep(next);
  }, [patch.isPending]);
  useKeys(
    {
      ...nets,
      ...overlays,
      h: toggleDensity,
      '0': nextShade,
      '\\': clearFilter,
      n: () => (mayEdit ? openDraft() : false),
      ...files,
      ...steps,
      f: flyToSelection,
      z: undoStore.undo,
      w: wallStore.enter,
      Escape: stepBack,
    },
    enabled,
  );
  return null;
}

/** The selected incident, or the one that has the focus in the list. */
function incidentAtHand() {
  const { selection } = viewStore.get();
  const focused = document.activeElement?.getAttribute('data-id');
  const id = selection?.noun === 'incidents' ? selection.id : focused;
  const live = id ? liveSet.get('incidents').get(id) : undefined;
  const known = live && knownFeature('incidents', live.id);
  return known && known.properties.version > live.properties.version ? known : live;
}

function flyToSelection(): boolean {
  const { selection } = viewStore.get();
  if (!selection || selection.noun === 'areas' || selection.noun === 'grids') return false;
  const thing = liveSet.get(selection.noun).get(selection.id);
  const place = thing && placeOf(selection.noun, thing, liveSet.positions);
  if (place) mapHost.flyTo(place);
  return !!place;
}

/** Escape goes one step back: the form, the selection, the brush. */
function stepBack(): boolean {
  const { selection, brush } = viewStore.get();
  if (draftStore.get().open) closeDraft();
  else if (fenceDraft.get().open) closeFenceDraft();
  else if (stopAsking()) return true;
  else if (selection) {
    clearSelection();
    requestAnimationFrame(() =>
      focusLast(selection.noun === 'incidents' ? lastOpened.get('incidents') : selection.id),
    );
  } else if (brush) viewStore.set({ brush: null });
  else return false;
  return true;
}

function focusLast(id: string | null): void {
  if (id) document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
}
