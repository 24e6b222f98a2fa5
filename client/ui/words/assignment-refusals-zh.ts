/** 派警步骤被拒绝的原因，中文。 */
export const assignmentRefusalsZh = {
  unit_has_assignment: '本单位正在处置警情 {{incidentNumber}}，请先撤离。',
  unit_state_since: '{{unitCode}} 此后已变为{{unitState}}。',
  assignment_over: '本次派警已结束：{{assignmentState}}。',
  assignment_under_way: '已出发，不能再拒绝：{{assignmentState}}。',
  assignment_not_at_scene: '到场后才能报告处置完毕，当前：{{assignmentState}}。',
  take_back_late: '派出后 {{seconds}} 秒内可以撤回，现在请用“撤离”。',
  decline_needs_reason: '拒绝派警须说明原因。',
  brigade_unknown: '该大队不存在，或不是大队。',
  brigade_has_units: '{{code}} 下辖 {{units}} 个单位，请先将其改编到其他大队。',
};
