import type { IncidentType } from '../../core/vocabulary.ts';

/** What the demo's reports say: about the place and the matter, never about a person. */
const TEXTS: Record<IncidentType, readonly string[]> = {
  theft: ['电动车停放后被盗', '商铺内物品被盗', '自行车棚内车辆被盗', '工地材料丢失', '快递柜旁包裹丢失'],
  burglary: ['住宅门锁被撬，屋内被翻动', '底商夜间被撬门', '仓库窗户被破坏，物品缺失', '地下储藏间被撬'],
  snatch: ['路边提包被抢夺', '公交站旁手机被抢夺', '步行街首饰被抢夺'],
  assault: ['烧烤摊前发生打斗', '停车场内发生推搡', '网吧门口发生打斗', '广场上多人争执动手'],
  fraud: ['接到冒充客服电话，转账受损', '网络刷单受骗', '虚假投资平台受损', '冒充熟人借款受骗'],
  dispute: ['邻里噪声纠纷', '物业费纠纷', '停车位纠纷', '消费退款纠纷', '租赁押金纠纷'],
  collision: ['两车剐蹭，占用一条车道', '电动车与小客车相撞', '路口追尾，交通缓行', '货车剐蹭护栏'],
  noise: ['夜间施工噪音', '音响扰民', '商铺喇叭声过大', '深夜聚集喧哗'],
  fire: ['楼道杂物冒烟', '绿化带起火', '餐馆油烟管道起火', '垃圾桶起火'],
  hazard: ['消防通道被占用', '井盖缺失', '外墙瓷砖松动', '燃气异味', '电动车飞线充电'],
  damage: ['路灯损坏', '公交站牌损坏', '护栏被撞坏', '监控杆倾斜'],
  assistance: ['电梯困人求助', '走失老人求助查找', '车辆抛锚求助', '钥匙反锁求助', '宠物被困求助'],
};

/** One of the texts of the type, chosen by `pick`. */
export function incidentText(type: IncidentType, placeZh: string, pick: number): string {
  const texts = TEXTS[type];
  return `${placeZh}：${texts[pick % texts.length]}`;
}
