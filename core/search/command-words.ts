import { type Spellings, spellingsOf } from './term.ts';

/** Names of the commands of the page beside their titles, by id: Chinese, English, and the reading of each Chinese name. */
const WORDS: Readonly<Record<string, readonly [zh: string, en: string, pinyin: string]>> = {
  new: ['登记警情,新警情,接警', 'new incident,new,take in', 'deng ji jing qing,xin jing qing,jie jing'],
  'new-case': ['登记排查事项,新排查', 'new case,open a case', 'deng ji pai cha shi xiang,xin pai cha'],
  'new-risk': ['新建稳评,新稳评', 'new risk file', 'xin jian wen ping,xin wen ping'],
  verify: ['核实,核实警情', 'verify', 'he shi,he shi jing qing'],
  assign: ['派警,指派', 'assign,dispatch', 'pai jing,zhi pai'],
  acknowledge: ['确认告警,确认', 'acknowledge,ack', 'que ren gao jing,que ren'],
  silence: ['消音,静音', 'silence,mute', 'xiao yin,jing yin'],
  alarms: ['告警列表,告警', 'alarms,alarm list', 'gao jing lie biao,gao jing'],
  'next-alarm': ['下一条告警,下个告警', 'next alarm', 'xia yi tiao gao jing,xia ge gao jing'],
  live: ['回到实时,实时', 'live,now,back to live', 'hui dao shi shi,shi shi'],
  past: ['历史回放,回放,时光机', 'time machine,past,replay', 'li shi hui fang,hui fang,shi guang ji'],
  'clear-filter': [
    '清除筛选,取消筛选',
    'clear filter,clear the filter',
    'qing chu shai xuan,qu xiao shai xuan',
  ],
  'net-street': ['街巷巡防网,街巷网', 'street net', 'jie xiang xun fang wang,jie xiang wang'],
  'net-community': ['社区村庄防控网,社区网', 'community net', 'she qu cun zhuang fang kong wang,she qu wang'],
  'net-checkpoint': ['治安卡口堵控网,卡口网', 'checkpoint net', 'zhi an ka kou du kong wang,ka kou wang'],
  'net-institution': [
    '单位内部防范网,单位网',
    'institution net',
    'dan wei nei bu fang fan wang,dan wei wang',
  ],
  'net-technology': ['现代科技防控网,科技网', 'technology net', 'xian dai ke ji fang kong wang,ke ji wang'],
  'layer-incidents': ['警情图层', 'incident layer', 'jing qing tu ceng'],
  'layer-units': ['单位图层', 'unit layer', 'dan wei tu ceng'],
  'layer-routes': ['路线图层', 'route layer', 'lu xian tu ceng'],
  'layer-geofences': ['围栏图层', 'geofence layer', 'wei lan tu ceng'],
  density: [
    '警情密度,密度,热力,热力图',
    'density,heat,heat map,heatmap',
    'jing qing mi du,mi du,re li,re li tu',
  ],
  shade: ['区划着色,着色', 'shade,shaded areas,choropleth', 'qu hua zhuo se,zhuo se'],
  'layer-cases': ['排查图层', 'case layer', 'pai cha tu ceng'],
  'layer-risks': ['稳评图层', 'risk layer', 'wen ping tu ceng'],
  'theme-dark': ['深色,夜间,主题', 'dark,night,theme', 'shen se,ye jian,zhu ti'],
  'theme-light': ['浅色,日间,主题', 'light,day,theme', 'qian se,ri jian,zhu ti'],
  'language-en': ['英文,英语,语言', 'english,language', 'ying wen,ying yu,yu yan'],
  'language-zh': ['中文,汉语,语言', 'chinese,language', 'zhong wen,han yu,yu yan'],
  wall: ['大屏模式,大屏', 'wall,wall mode,wallboard', 'da ping mo shi,da ping'],
  scenes: ['大屏场景,场景', 'scenes', 'da ping chang jing,chang jing'],
  second: ['第二窗口,副屏', 'second window', 'di er chuang kou,fu ping'],
  keys: [
    '键盘快捷键,快捷键,帮助',
    'keys,keyboard,help,shortcuts',
    'jian pan kuai jie jian,kuai jie jian,bang zhu',
  ],
  analyse: ['研判,数据研判,研判分析', 'analyse,analysis,analyze', 'yan pan,shu ju yan pan,yan pan fen xi'],
  import: ['导入,数据导入', 'import', 'dao ru,shu ju dao ru'],
  'page-alarms': ['告警负荷', 'alarm load', 'gao jing fu he'],
  'page-deadlines': [
    '处置时限,时限,响应时间',
    'response times,deadlines',
    'chu zhi shi xian,shi xian,xiang ying shi jian',
  ],
  'page-rules': ['告警规则,规则', 'alarm rules,rules', 'gao jing gui ze,gui ze'],
  'page-health': ['系统状态', 'system health,health', 'xi tong zhuang tai'],
  'page-handover': ['交接班,交班,接班', 'handover,shift,hand over', 'jiao jie ban,jiao ban,jie ban'],
  'page-cases': [
    '排查与稳评,排查,稳评',
    'cases and risk files,cases,risk files',
    'pai cha yu wen ping,pai cha,wen ping',
  ],
  'page-review': ['复盘', 'after-action,review', 'fu pan'],
};

/** Every id that has words here. */
export const WORDED_COMMANDS: readonly string[] = Object.keys(WORDS);

/** Every way to type a command: its titles on the page (both languages) and the names it has here. */
export function spellingsOfCommand(id: string, titles: readonly string[]): Spellings {
  const [zh, en, pinyin] = WORDS[id] ?? ['', '', ''];
  const known = spellingsOf(zh, en, pinyin);
  const own = titles.map((title) => title.toLowerCase().replaceAll('…', '').trim()).filter(Boolean);
  return { names: [...new Set([...known.names, ...own])], pinyin: known.pinyin };
}
