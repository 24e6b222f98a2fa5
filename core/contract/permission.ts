import type { AccountRole } from '../vocabulary.ts';

export type Action =
  | 'read'
  | 'edit_incident'
  | 'handle_alarm'
  | 'edit_unit'
  | 'edit_place'
  | 'operate_checkpoint'
  | 'edit_geofence'
  | 'edit_alarm_rule'
  | 'edit_area'
  | 'edit_plan'
  | 'approve_plan'
  | 'edit_target'
  | 'edit_case'
  | 'sign_risk'
  | 'hand_over'
  | 'save_analysis'
  | 'report_position'
  | 'work_assignment'
  | 'import'
  | 'administer';

const ALLOWED: Record<AccountRole, readonly Action[]> = {
  viewer: ['read'],
  operator: ['read', 'edit_incident', 'handle_alarm', 'edit_case', 'report_position', 'hand_over'],
  dispatcher: [
    'read',
    'edit_incident',
    'handle_alarm',
    'edit_unit',
    'edit_geofence',
    'edit_case',
    'operate_checkpoint',
    'report_position',
    'hand_over',
    'save_analysis',
  ],
  planner: [
    'read',
    'edit_place',
    'operate_checkpoint',
    'edit_area',
    'edit_plan',
    'approve_plan',
    'save_analysis',
    'import',
  ],
  supervisor: [
    'read',
    'edit_incident',
    'handle_alarm',
    'edit_unit',
    'edit_place',
    'operate_checkpoint',
    'edit_target',
    'edit_geofence',
    'edit_alarm_rule',
    'edit_case',
    'approve_plan',
    'sign_risk',
    'hand_over',
    'save_analysis',
  ],
  admin: [
    'read',
    'edit_incident',
    'handle_alarm',
    'edit_unit',
    'edit_place',
    'operate_checkpoint',
    'edit_geofence',
    'edit_alarm_rule',
    'edit_area',
    'edit_plan',
    'approve_plan',
    'edit_target',
    'edit_case',
    'sign_risk',
    'hand_over',
    'save_analysis',
    'report_position',
    'import',
    'administer',
  ],
  unit: ['report_position', 'work_assignment'],
};

/** Whether a role may do an action at all; where it may is decided by the account's scope. */
export function mayDo(role: AccountRole, action: Action): boolean {
  return ALLOWED[role].includes(action);
}
