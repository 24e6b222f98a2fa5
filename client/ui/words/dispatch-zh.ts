/** 派警推荐的文字，中文。键与 dispatch-en.ts 相同。 */
export const dispatchZh = {
  title: '推荐的处警单位，最合适的在前',
  straight: '本市没有道路数据：时间按直线距离估算',
  looking: '正在计算推荐单位',
  between: '{{from}}–{{to}}',
  late: '超过到场时限',
  lastOfStreet: '派出后其辖区无可派单位',
  standIn: '派出后其辖区无可派单位，可由 {{code}} 补位（相距 {{distance}}）',
  cost: '合计 {{total}}：路程 {{travel}}，位置时效 {{positionAge}}，休整 {{rest}}，班次 {{offShift}}，人数 {{smallCrew}}，空缺 {{coverage}}',

  warning: {
    off_shift: '不在当班',
    small_crew: '人数不足',
    position_late: '位置更新延迟',
    position_lost: '位置已丢失',
    no_position: '没有位置',
    position_too_old: '位置超过半小时未更新',
    no_way: '道路不可达',
  },
  shortfall: {
    no_units: '辖区内没有单位。',
    none_free: '没有空闲单位。',
    no_positions: '空闲单位均位置不明或道路不可达。',
    none_in_time: '没有单位能在时限内到场。',
    none_without_warning: '每个可派单位都有需要确认的情况。',
  },
  excluded: '{{n}} 个单位不能派',
  why: { off_duty: '不在岗', unavailable: '不可用', busy: '正在处置 {{number}}' },
  confirm: '仍要派 {{code}}',
  confirmWhat: '请确认：{{what}}',
  sent: '已派 {{code}}',
  undo: '撤回（{{n}} 秒）',
};
