/** 导入路网文件（OSM）的报告与拒绝原因，中文。 */
export const roadFileZh = {
  title: '路网文件的内容',
  ways: '道路线（way）',
  roads: '按路口切分后的道路',
  turns: '转向限制',
  blocked: '其中 {{n}} 条来自车辆不能通过的路桩、路障。',
  losses: '未采用的内容（按原因）',
  noLosses: '文件中的内容全部采用。',
  what: '原因',
  count: '数量',
  loss: {
    way_no_road: '不是道路的线：建筑、水系、边界等',
    way_not_driven: '不能通行的 highway：在建、规划、站台、已停用等',
    way_area: '面状道路（area=yes），没有行进方向',
    way_nobody: '步行、自行车、摩托车、汽车都不得通行的道路',
    way_reversible: '方向按时段变换的道路（reversible）：此刻朝哪边无从得知',
    way_single: '不足两个不同节点的线',
    way_cut: '在文件边缘被截断的道路：只采用节点齐全的部分',
    tag_conditional: '道路已采用，其限时规定（:conditional）未采用',
    tag_speed: '道路已采用，其限速写法无法识别，按道路等级取值',
    tag_bicycle_against: '道路已采用，但不能表示“只允许自行车逆行”',
    turn_via_way: '经由的一段道路无法从头走到尾的转向限制',
    turn_conditional: '只在某些时段有效的转向限制',
    turn_others: '只限制其他车辆（货车、公交等）的转向限制',
    turn_unknown: '类型无法识别的转向限制',
    turn_incomplete: '成员不全的转向限制',
    turn_no_road: '所涉道路不在文件中或未采用的转向限制',
    turn_apart: '所涉道路在该路口或该段道路处按其行进方向并不相接的转向限制',
    turn_ambiguous: '看不出指道路的哪一段或从哪边绕行的转向限制',
    turn_outside: '所涉道路未导入（如在城市之外）的转向限制',
    relation_other: '转向限制以外的关系（公交线路、边界等）',
  },
};

export const osmRefusalsZh = {
  osm_damaged: 'OSM 文件已损坏，请重新下载。',
  osm_cut_off: 'OSM 文件不完整：下载或复制时中断了，请重新下载。',
  osm_feature:
    'OSM 文件使用了本系统不能读取的“{{feature}}”，请另存为普通提取文件（osmium cat、osmconvert）。',
  osm_too_large: '文件中的道路远超一座城市及其周边，请先按城市范围裁剪（osmium extract）。',
  osm_only_roads: 'OSM 文件只能导入为“道路”：只采用其中的路网。',
  osm_without_roads: 'OSM 文件中没有带节点的道路。',
};
