import { useState } from 'react';
import type { AnalysisNote } from '../../../../core/contract/analysis-note.ts';
import { mapHost } from '../../../map/map-host.ts';

export interface Place {
  lng: number;
  lat: number;
}

/** A note that is being written, or changed. */
export interface Draft {
  /** The note that is changed; null: a new one. */
  note: AnalysisNote | null;
  place: Place;
}

/** The draft of a note, which begins with a place on the map. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isPicking, setIsPicking] = useState(false);
  const pick = async (then: (place: Place) => void) => {
    setIsPicking(true);
    const place = await mapHost.pickPoint();
    setIsPicking(false);
    if (place) then(place);
  };
  return {
    draft,
    isPicking,
    begin: () => pick((place) => setDraft({ note: null, place })),
    /** At the middle of what panels leave free of the map: without a pointer. */
    beginInMiddle: () => {
      mapHost.cancelPick();
      const seen = mapHost.seen();
      if (!seen) return;
      const [west, south, east, north] = seen;
      setDraft({ note: null, place: { lng: (west + east) / 2, lat: (south + north) / 2 } });
    },
    change: (note: AnalysisNote) => {
      const [lng, lat] = note.geometry.coordinates;
      setDraft({ note, place: { lng, lat } });
    },
    pickAnew: () => pick((place) => setDraft((held) => held && { ...held, place })),
    close: () => {
      mapHost.cancelPick();
      setDraft(null);
    },
  };
}
export type NoteDraft = ReturnType<typeof useDraft>;
