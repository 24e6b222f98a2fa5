import { Institution, InstitutionInput } from '../../core/contract/institution.ts';
import type { Deps } from '../deps.ts';
import { INSTITUTIONS } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** `/api/institutions`: schools, hospitals, markets and others of the institution net. */
export const institutionRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: INSTITUTIONS, action: 'edit_place', area: 'grid' },
    title: 'Institution',
    feature: Institution,
    input: InstitutionInput,
  });
