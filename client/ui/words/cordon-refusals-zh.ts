/** 堵控被拒绝的原因，中文。 */
export const cordonRefusalsZh = {
  unit_in_cordon: '{{unitCode}} 正在执行堵控，不能另派。',
  cordon_off_road: '该位置 {{metres}} 米内没有可通行的道路。',
  cordon_no_exits: '没有道路通往市外，请改用“若干分钟内的范围”。',
  cordon_no_roads: '本市没有道路数据，无法规划堵控。',
  cordon_speeds_reversed: '慢速不能大于快速。',
  cordon_since_out_of_range: '起始时间须在最近 {{hours}} 小时之内。',
  cordon_ring_unknown: '按范围堵控时，请给出分钟数。',
  cordon_place_twice: '每个堵控点只能是一个卡口或一个路口，且不能重复。',
  cordon_unit_twice: '同一单位不能占两个堵控点。',
  cordon_place_unknown: '其中一个堵控点已不在当前路网中，请重新规划。',
  cordon_number_wrong: '时间或速度缺失，或不是数值。',
  cordon_stood_down: '该堵控已撤除。',
  cordon_position_released: '该堵控点已取消。',
};
