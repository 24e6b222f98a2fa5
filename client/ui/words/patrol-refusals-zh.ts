/** 班次巡防计划被拒绝的原因，中文。 */
export const patrolRefusalsZh = {
  patrol_conflicts: '计划中有 {{conflicts}} 处冲突：请先解决，再保存。',
  patrol_unit_taken: '计划中有单位在该班次已有别的巡线。',
  patrol_unit_nowhere: '不知道单位 {{unitCode}} 从哪里出发：没有路线、位置，本区县也没有警务室。',
  patrol_state_forbids: '该计划{{patrolState}}，现在不能这样做。',
  patrol_shift_over: '该班次已经结束。',
  patrol_code_wrong: '这不是该地点的签到码。',
};
