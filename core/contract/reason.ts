import { PLAN_REASONS } from './plan-reasons.ts';

/**
 * The closed set of machine-readable reasons, finer than the problem codes: each with the names of its parameters. Whoever refuses
 * something names one, and the page has a sentence for it in each language. Plain values without a schema library.
 *
 * What a parameter is called says how it is read: `status`, `wanted`, `next` are words of INCIDENT_STATUSES, `stage`, `earlier` of STAGES, `unitState` of UNIT_STATES, `assignmentState` of core/incident/vocabulary.ts, `warnings` of CONFIRMABLE (core/patrol/recommendation.ts),
 * `caseStatus`, `caseAct`, `riskStatus`, `riskAct` of core/case/vocabulary.ts, `draftStatus` of DRAFT_STATUSES, `patrolState` of PATROL_PLAN_STATES, `until` an instant, `role` of ACCOUNT_ROLES, `noun` a collection, `level` of LEVELS, `field` a property of the wire, `known` words of the set that
 * `vocabulary` names; `place` its name in Chinese and its name in English; `lng`, `lat` are degrees. Others are shown as they are; lists are joined.
 */
export const REASONS = {
  // who may, and when
  role_forbids: ['role', 'action'],
  demo_account_changed: ['role'],
  account_disabled: ['login'],
  own_account: [],
  login_taken: ['login'],
  account_of_unit: [],
  no_city: [],
  too_fast: ['seconds'],
  too_many_streams: ['streams'],
  database_busy: ['seconds'],
  request_reused: [],

  // what is not there, or is there already
  thing_unknown: ['noun'],
  area_unknown: ['areaCode'],
  area_exists: ['areaCode'],
  unit_unknown: [],
  route_unknown: [],
  brigade_unknown: [],
  brigade_has_units: ['code', 'units'],
  code_taken: [],
  still_referred: [],

  // what does not go from where it stands
  edited_meanwhile: ['version'],
  status_not_next: ['status', 'wanted', 'next'],
  status_needs_unit: ['status'],
  status_takes_no_unit: ['status'],
  original_missing: [],
  status_repeats_none: ['status'],
  repeats_itself: [],
  remark_empty: [],
  due_before_earlier: ['stage', 'earlier'],
  unit_busy: ['unitCode', 'incidentNumber'],
  unit_not_free: ['unitCode', 'unitState'],
  unit_in_cordon: ['unitCode'],
  unit_unconfirmed: ['warnings'],
  closure_ends_first: [],
  road_closed_already: [],
  no_road_near: ['metres'],
  unit_has_assignment: ['incidentNumber'],
  unit_state_since: ['unitCode', 'unitState'],
  assignment_over: ['assignmentState'],
  assignment_under_way: ['assignmentState'],
  assignment_not_at_scene: ['assignmentState'],
  take_back_late: ['seconds'],
  decline_needs_reason: [],
  period_too_long: ['incidents'],
  period_of_too_many_events: ['events', 'maximum'],
  instant_in_future: [],
  span_not_forward: ['hours'],
  period_reversed: [],
  review_of_what: [],
  review_span_wrong: ['days'],
  rules_of_whole_city: [],
  handover_waiting: [],
  handover_span: ['hours'],
  handover_signed_on: [],
  handover_same_account: [],
  note_struck: [],
  note_of_another: [],
  formula_outdated: ['version'],

  // what can not be done to a plan of patrols as it stands
  patrol_conflicts: ['conflicts'],
  patrol_unit_taken: [],
  patrol_unit_nowhere: ['unitCode'],
  patrol_state_forbids: ['patrolState'],
  patrol_shift_over: [],
  patrol_code_wrong: [],
  patrol_code_unknown: [],
  patrol_code_replaced: ['place'],
  patrol_code_early: ['place', 'until'],
  patrol_code_late: ['place', 'until'],
  patrol_code_elsewhere: ['place'],
  patrol_code_no_round: ['place'],
  patrol_place_unplanned: ['places'],

  // what can not be done to an alarm as it stands (core/live/alarm.ts)
  alarm_already_active: [],
  alarm_not_active: [],
  alarm_already_acknowledged: [],
  alarm_nothing_to_acknowledge: [],
  alarm_makes_no_sound: [],
  alarm_not_shelved: [],
  alarm_not_suppressed: [],
  alarm_not_out_of_service: [],
  alarm_already_suppressed: [],
  alarm_already_out_of_service: [],
  alarm_is_shelved: [],
  alarm_is_suppressed: [],
  alarm_is_out_of_service: [],
  alarm_nothing_to_reset: [],

  // what can not be done to a case or a risk file as it stands (core/case)
  case_status_forbids: ['caseStatus', 'caseAct'],
  case_held_above: ['level'],
  case_at_top: [],
  case_at_bottom: [],
  case_actions_open: ['actions'],
  case_actions_full: ['maximum'],
  case_action_ended: [],
  due_out_of_range: ['days'],
  due_not_later: ['day'],
  risk_status_forbids: ['riskStatus', 'riskAct'],
  risk_not_over: [],
  risk_over: [],
  risk_items_open: ['items'],
  risk_measures_missing: [],
  risk_own_file: [],
  risk_needs_city: [],
  grade_needs_reason: [],
  risk_period_reversed: [],
  risk_period_too_long: ['days'],

  // what can not be done about a cordon (core/cordon)
  cordon_off_road: ['metres'],
  cordon_no_exits: [],
  cordon_no_roads: [],
  cordon_speeds_reversed: [],
  cordon_since_out_of_range: ['hours'],
  cordon_ring_unknown: [],
  cordon_place_twice: [],
  cordon_unit_twice: ['unitCode'],
  cordon_place_unknown: [],
  cordon_number_wrong: [],
  cordon_stood_down: [],
  cordon_position_released: [],

  ...PLAN_REASONS,

  // places
  place_outside_city: ['lng', 'lat'],
  place_outside_scope: ['lng', 'lat', 'areaCode'],
  surface_outside_city: [],
  surface_outside_scope: ['areaCode'],
  line_outside_city: [],
  line_outside_scope: ['areaCode'],
  area_outside_scope: ['areaCode'],
  borders_shared: [],
  overlaps_areas: ['areaCodes'],
  outside_parent: ['areaCode'],
  code_not_of_level: ['level', 'digits'],
  grid_codes_used_up: ['areaCode', 'grids', 'free'],

  // geometries
  position_wrong: [],
  position_outside_world: ['x', 'y', 'crs'],
  coordinates_not_nested: [],
  coordinates_too_few: [],
  too_many_vertices: ['maximum'],
  ring_open: [],
  ring_too_small: [],
  ring_repeats_point: ['lng', 'lat'],
  ring_crosses_itself: ['lng', 'lat'],
  line_too_short: [],
  geometry_empty: [],
  geometry_of_other_kind: ['geometry', 'found'],
  route_in_pieces: [],
  surface_invalid: [],

  // values of fields
  field_missing: ['field'],
  field_unknown: ['fields'],
  not_of_type: ['field', 'type'],
  not_whole: ['field'],
  not_yes_or_no: ['field'],
  not_coordinate: ['field'],
  not_a_day: ['field'],
  not_a_time: ['field'],
  not_a_clock_time: ['field'],
  time_out_of_range: ['field'],
  too_small: ['field', 'minimum'],
  too_big: ['field', 'maximum'],
  out_of_range: ['field', 'minimum', 'maximum'],
  too_short: ['field', 'minimum'],
  too_long: ['field', 'maximum'],
  not_among: ['field', 'known'],
  unknown_word: ['field', 'vocabulary', 'known'],
  bad_format: ['field'],

  // an order to import, and its file as a whole
  body_too_large: ['megabytes'],
  file_too_large: ['megabytes'],
  form_damaged: [],
  file_empty: [],
  file_foreign: ['fileKind'],
  file_encoding: [],
  shapefiles_several: ['files'],
  shapefile_damaged: [],
  file_without_rows: [],
  csv_without_header: [],
  csv_header_of_numbers: [],
  csv_column_twice: ['column'],
  csv_damaged: ['line'],
  csv_row_too_long: ['line', 'kilobytes'],
  too_many_columns: ['maximum'],
  json_damaged: ['row'],
  json_cut_off: ['features'],
  json_too_deep: ['features'],
  not_geojson: ['features'],
  feature_too_large: ['row', 'megabytes'],
  osm_damaged: [],
  osm_cut_off: [],
  osm_feature: ['feature'],
  osm_too_large: [],
  osm_only_roads: [],
  osm_without_roads: [],
  personal_columns: ['columns'],
  personal_by_name: ['column', 'personal'],
  personal_by_values: ['column', 'personal'],
  zone_unknown: ['zone'],
  crs_unknown: ['crs'],
  crs_needed: ['columns'],
  dates_mixed: [],
  dates_ambiguous: [],
  column_unknown: ['column'],
  field_taken_twice: ['field'],
  whole_city_only: [],
  grids_needed: [],
  grids_exist: [],
  communities_needed: [],
  nothing_usable: [],
  areas_far_apart: ['row', 'degrees', 'maximum'],
  too_many_areas: ['maximum', 'vertices'],
  rows_refused: ['rows', 'row'],
  no_partition: ['places'],
  borders_tangled: [],
  areas_overlap: ['rows', 'lng', 'lat'],
  area_crosses_itself: ['rows', 'lng', 'lat'],
  grids_do_not_fill: ['areaCode', 'places', 'lng', 'lat'],
  grid_without_community: ['code'],
  grid_code_wrong: ['code', 'areaCode'],
  codes_run_out: ['level', 'maximum'],
  area_of_level_grid: [],
  area_code_of_other_level: ['code', 'level'],
  area_of_other_city: ['code', 'areaCode'],
  second_city: ['code'],
  parent_missing: ['code', 'areaCode'],

  // rows of a file
  cells_do_not_fit: ['cells', 'columns'],
  coordinates_missing: [],
  name_missing: [],
  code_twice: ['code'],
  code_exists: ['code'],

  // an import that is there
  import_not_checked: ['importStatus'],
  import_not_confirmed: [],
  import_file_gone: [],
  import_taken: [],
  import_overtaken: [],
  import_not_applied: ['importStatus'],
  import_interrupted: [],
  undo_rows_edited: ['rows'],
  undo_units_on_routes: ['units'],
  undo_things_in_grids: ['things'],
  undo_grids_in_areas: ['grids'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Reason = keyof typeof REASONS;
export type ReasonValue = string | number | readonly string[];
type Params<R extends Reason> = Readonly<Record<(typeof REASONS)[R][number], ReasonValue>>;

/** Why something was refused, as data: a reason and what fills its sentence. */
export interface Because {
  reason: Reason;
  params: Readonly<Record<string, ReasonValue>>;
}

/** The same with an English sentence for programs and logs. */
export interface Refusal extends Because {
  message: string;
}

type Filling<R extends Reason> = (typeof REASONS)[R] extends readonly [] ? [] : [params: Params<R>];

/** A reason with exactly its parameters. */
export function because<R extends Reason>(reason: R, ...[params]: Filling<R>): Because {
  return { reason, params: params ?? {} };
}

/** A reason with exactly its parameters, and what it means as an English sentence. */
export function refusal<R extends Reason>(message: string, reason: R, ...filling: Filling<R>): Refusal {
  return { message, ...because(reason, ...filling) };
}
