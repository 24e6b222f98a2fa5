import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Draft } from '../../../../core/contract/draft.ts';
import type { Plan } from '../../../../core/contract/plan.ts';
import type { PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { draftQuery, draftsQuery } from '../../../api/drafts.ts';
import { planDifferenceQuery } from '../../../api/plan-difference.ts';
import type { CountedDays } from '../../../api/plan-things.ts';
import { plansQuery, planTopologyQuery } from '../../../api/plans.ts';
import { borderSides } from '../../../planning/compare/border-sides.ts';
import { comparePicture } from '../../../planning/compare/compare-picture.ts';
import { comparedGrids } from '../../../planning/compare/compared-grids.ts';
import { versionOf } from '../../../planning/compare/grid-topology.ts';
import { countedDays } from '../../../planning/counted-days.ts';
import { usePlanning } from '../../../planning/planning.ts';
import type { PlanComparison } from '../../../state/plan-comparison.ts';
import { cityZone } from '../../../ui/city-zone.ts';

/** Another planner's step is seen within this time. */
const LOOK_EVERY_MS = 60_000;

/** One of the two as its list tells of it; both null: in no list. */
export interface VersionHead {
  id: string;
  name: string;
  plan: Plan | null;
  /** Of a plan in force too: who made and approved it; null: nobody is known. */
  draft: Draft | null;
}

export interface Comparison {
  compare: PlanComparison;
  /** Of which days incidents are counted. */
  counted: CountedDays;
  /** All that can be chosen. */
  plans: readonly Plan[];
  drafts: readonly Draft[];
  from: VersionHead;
  to: VersionHead;
  /** Undefined: it has not come. */
  difference: PlanDifference | undefined;
  isSame: boolean;
  error: unknown;
  retry: () => void;
}

/** Two plans compared, and drawn on the map while somebody looks at them. */
export function useComparison(compare: PlanComparison): Comparison {
  const { from, to } = compare;
  const plans = useQuery(plansQuery);
  const drafts = useQuery({ ...draftsQuery, refetchInterval: LOOK_EVERY_MS });
  const isSame = from === to;
  const isKnown = plans.data !== undefined && drafts.data !== undefined && !isSame;
  const seqOf = (id: string) => drafts.data?.find((draft) => draft.id === id)?.seq ?? null;
  const seqs = [seqOf(from), seqOf(to)] as const;
  const counted = countedDays(
    cityZone(),
    usePlanning((state) => state.counted),
  );
  const difference = useQuery({ ...planDifferenceQuery(from, to, { counted, seqs }), enabled: isKnown });
  // Borders are asked for once it is known that there are both plans.
  const hasBoth = difference.data !== undefined;
  const before = useQuery({ ...planTopologyQuery(from, seqs[0]), enabled: hasBoth });
  const after = useQuery({ ...planTopologyQuery(to, seqs[1]), enabled: hasBoth });
  usePicture(compare, difference.data, before.data, after.data);
  const headOf = useHeads(plans.data, drafts.data, difference.data);
  const failed = [plans, drafts, difference, before, after].filter(({ error }) => error);
  return {
    compare,
    counted,
    plans: plans.data ?? [],
    drafts: drafts.data ?? [],
    from: headOf(from, useDraftOf(from, plans.data)),
    to: headOf(to, useDraftOf(to, plans.data)),
    difference: isSame ? undefined : difference.data,
    isSame,
    error: failed[0]?.error,
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

/** Who made and approved a plan that came into force. */
function useDraftOf(id: string, plans: readonly Plan[] | undefined): Draft | null {
  const wasDraft = plans?.some((plan) => plan.id === id && plan.wasDraft) ?? false;
  return useQuery({ ...draftQuery(id), enabled: wasDraft }).data ?? null;
}

function useHeads(
  plans: readonly Plan[] | undefined,
  drafts: readonly Draft[] | undefined,
  difference: PlanDifference | undefined,
): (id: string, made: Draft | null) => VersionHead {
  return (id, made) => {
    const plan = plans?.find((one) => one.id === id) ?? null;
    const draft = drafts?.find((one) => one.id === id) ?? made;
    const told = [difference?.from, difference?.to].find((one) => one?.id === id);
    return { id, plan, draft, name: plan?.name ?? draft?.name ?? told?.name ?? '' };
  };
}

type Topology = Parameters<typeof versionOf>[0];

function usePicture(
  { mode }: PlanComparison,
  difference: PlanDifference | undefined,
  before: Topology | undefined,
  after: Topology | undefined,
): void {
  const drawn = useMemo(() => {
    if (!difference || !before || !after) return null;
    const [old, now] = [versionOf(before), versionOf(after)];
    return {
      borders: borderSides(old.lines, now.lines),
      grids: comparedGrids(difference.grids, old, now),
    };
  }, [difference, before, after]);
  useEffect(() => {
    const chosen = comparePicture.get()?.chosen ?? null;
    comparePicture.set(drawn && { ...drawn, mode, chosen });
  }, [drawn, mode]);
  useEffect(() => () => comparePicture.set(null), []);
}
