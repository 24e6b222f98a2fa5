/** 班次巡防计划被拒绝的原因，中文。 */
export const patrolRefusalsZh = {
  patrol_conflicts: '计划中有 {{conflicts}} 处冲突：请先解决，再保存。',
  patrol_unit_taken: '计划中有单位在该班次已有别的巡线。',
  patrol_unit_nowhere: '不知道单位 {{unitCode}} 从哪里出发：没有路线、位置，本区县也没有警务室。',
  patrol_state_forbids: '该计划{{patrolState}}，现在不能这样做。',
  patrol_shift_over: '该班次已经结束。',
  patrol_code_wrong: '这不是该地点的签到码。',
  patrol_code_unknown: '没有地点使用这个签到码：请核对后重新输入，或重新扫码。',
  patrol_code_replaced: '{{place}} 的签到码已更换，这张旧码作废。请告知指挥席张贴新码。',
  patrol_code_early: '{{place}} 还没到签到时间：{{until}} 起可以签到。',
  patrol_code_late: '经过 {{place}} 的巡线已在 {{until}} 结束，不能再签到。',
  patrol_code_elsewhere: '这是 {{place}} 的签到码，本单位的巡线不经过该处。',
  patrol_code_no_round: '这是 {{place}} 的签到码，但本单位此时没有已下达的巡线。',
  patrol_place_unplanned: '有 {{places}} 处地点不在本辖区已保存的计划或模板中：请先保存。',
};
