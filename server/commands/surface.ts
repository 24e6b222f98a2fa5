import type { Surface } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import { countVertices, findSurfaceProblem } from '../../core/geometry/surface-problem.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { surfaceFault } from '../queries/areas.ts';

/** Refuses what is no surface, or one of more than `maximum` points: first by our own look, which says where, then by PostGIS's. */
export async function requireSurface(tx: Queryable, surface: Surface, maximum: number): Promise<void> {
  const vertices = countVertices(surface.coordinates);
  if (vertices > maximum)
    throw new ProblemError(
      'invalid_geometry',
      refusal(`The surface has ${vertices} points; at most ${maximum} here.`, 'too_many_vertices', {
        maximum,
      }),
    );
  const problem = findSurfaceProblem(surface);
  if (problem) {
    const path = `body.geometry.coordinates${problem.path}`;
    throw new ProblemError('invalid_geometry', problem, { issues: [{ ...problem, path }] });
  }
  const fault = await surfaceFault(tx, surface);
  if (fault)
    throw new ProblemError(
      'invalid_geometry',
      refusal(`The surface is not valid: ${fault}.`, 'surface_invalid'),
    );
}
