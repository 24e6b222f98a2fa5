import { communityOf } from '../contract/area-code.ts';
import { because } from '../contract/reason.ts';
import { localMetres } from '../geometry/metres.ts';
import { signedArea2 } from '../geometry/ring.ts';
import { certificateText } from './certificate.ts';
import { facesOf, polygonsOf } from './faces.ts';
import { meetingOf } from './meetings.ts';
import { type Arc, type Plan, placeAt } from './plan.ts';
import { PlanEdit, type Rights } from './plan-edit.ts';
import { type PlanRefusal, Refused } from './refusal.ts';

/** Less than a room: a slip of the hand, not a grid. */
export const LEAST_AREA_M2 = 100;

/** What became of an edit: another plan, or why not. `touched`: grids whose border was written down anew. */
export type Edited = { plan: Plan; touched: ReadonlySet<string> } | { refusal: PlanRefusal };

/**
 * Makes another plan by `change`, or refuses it and leaves everything as it was.
 *
 * What comes back is a partition if the plan was one. Every arc has one grid on each side, so the borders of all grids cancel but for the outer one,
 * whatever was done to them; and where the borders of valid surfaces cancel, the surfaces cover each place once (see proof.ts). Valid surfaces are what
 * is tested here, of the touched grids alone: no border meets another but in their nodes, each grid is one surface, the right side out.
 */
export function edit(plan: Plan, rights: Rights, change: (made: PlanEdit) => void): Edited {
  const made = new PlanEdit(plan, rights);
  try {
    change(made);
    mustHold(made);
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
  return { plan: made.plan(), touched: made.touched };
}

function mustHold(made: PlanEdit): void {
  for (const id of made.changed) {
    const { line } = made.arc(id);
    for (let i = 0; i < line.length / 2; i++) made.mustBePlace(placeAt(line, i));
  }
  const meeting = meetingOf(arcsAround(made), made.changed);
  if (meeting) throw new Refused(because('borders_would_meet'), { arc: meeting.other, place: meeting.place });
  for (const id of made.touched) {
    mustBeUnlocked(made, id);
    if (made.grids.has(id)) mustBeSurface(made, id);
  }
}

/**
 * The arcs along the touched grids: whatever a changed arc can meet lies among them, since it lies in one of these grids or between two. One that has
 * nothing on one side can meet any other such arc.
 */
function arcsAround(made: PlanEdit): Map<number, Arc> {
  const around = new Map<number, Arc>();
  for (const grid of made.touched) for (const id of made.arcsOf.get(grid) ?? []) around.set(id, made.arc(id));
  if ([...made.changed].some((id) => isOutermost(made.arc(id))))
    for (const [id, arc] of made.arcs) if (isOutermost(arc)) around.set(id, arc);
  return around;
}

function isOutermost({ left, right }: Arc): boolean {
  return left === null || right === null;
}

function mustBeUnlocked(made: PlanEdit, id: string): void {
  const [before, after] = [made.before.grids.get(id), made.grids.get(id)];
  if (!before) return;
  const community = communityOf(before.code);
  const isLocked = made.before.lockedCommunities.has(community);
  if (!before.isLocked && !isLocked) return;
  const isSame = after && borderText(made.before, id) === borderText(made, id);
  if (isSame) return;
  const { code } = before;
  const why = before.isLocked
    ? because('grid_locked', { code })
    : because('community_locked', { areaCode: community });
  throw new Refused(why, { grid: id });
}

function borderText(plan: Pick<Plan, 'arcs' | 'arcsAt' | 'arcsOf'>, id: string): string {
  return certificateText([{ code: '', polygons: polygonsOf(plan, id) ?? [] }]);
}

function mustBeSurface(made: PlanEdit, id: string): void {
  const faces = facesOf(made, id);
  const { code, isMultipart } = made.grid(id);
  if (!faces || faces.length === 0) throw new Refused(because('grid_inside_out', { code }), { grid: id });
  if (faces.length > 1 && !isMultipart) throw new Refused(because('grid_would_part', { code }), { grid: id });
  let area2 = 0;
  for (const { ring } of faces.flat()) area2 += signedArea2(ring);
  const { lng7, lat7 } = placeAt(faces[0]?.[0]?.ring ?? [], 0);
  const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
  if ((area2 / 2) * metresPerLng7 * metresPerLat7 < LEAST_AREA_M2)
    throw new Refused(because('grid_too_small', { code, squareMetres: LEAST_AREA_M2 }), { grid: id });
}
