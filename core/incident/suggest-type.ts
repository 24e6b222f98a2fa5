import { INCIDENT_TYPES, type IncidentType } from '../vocabulary.ts';

/** Words that name a type, Chinese as they stand in a text, English as whole words. A longer word says more than a shorter one. */
const WORDS: Readonly<Record<IncidentType, readonly string[]>> = {
  theft: [
    '盗窃',
    '被盗',
    '偷',
    '扒窃',
    '丢失',
    '被偷',
    'theft',
    'stolen',
    'stole',
    'thief',
    'pickpocket',
    'shoplifting',
  ],
  burglary: [
    '入室',
    '入室盗窃',
    '撬门',
    '撬锁',
    '门锁被撬',
    '翻窗',
    '屋内被翻',
    'burglary',
    'burgled',
    'break-in',
    'broke into',
    'forced door',
  ],
  snatch: ['抢夺', '被抢', '抢劫', '抢包', '抢走', 'snatch', 'snatched', 'robbed', 'robbery', 'mugging'],
  assault: [
    '打架',
    '斗殴',
    '殴打',
    '动手',
    '打伤',
    '推搡',
    '持刀',
    'assault',
    'fight',
    'fighting',
    'brawl',
    'stabbing',
    'beaten',
  ],
  fraud: ['诈骗', '被骗', '受骗', '刷单', '转账受损', '冒充客服', 'fraud', 'scam', 'scammed', 'swindled'],
  dispute: ['纠纷', '争执', '吵架', '争吵', '讨薪', '退款', 'dispute', 'quarrel', 'argument', 'arguing'],
  collision: [
    '车祸',
    '撞车',
    '相撞',
    '追尾',
    '剐蹭',
    '刮蹭',
    '交通事故',
    '翻车',
    'collision',
    'crash',
    'crashed',
    'rear-ended',
    'traffic accident',
  ],
  noise: ['噪音', '噪声', '扰民', '音响', '喇叭声', '施工声', 'noise', 'noisy', 'loud music', 'loudspeaker'],
  fire: ['着火', '起火', '火灾', '冒烟', '火情', '失火', 'fire', 'smoke', 'burning', 'flames'],
  hazard: [
    '隐患',
    '燃气异味',
    '煤气味',
    '井盖缺失',
    '松动',
    '消防通道',
    '飞线充电',
    '塌陷',
    '积水',
    'hazard',
    'gas smell',
    'gas leak',
    'manhole',
    'collapse',
    'blocked exit',
  ],
  damage: ['损坏', '砸坏', '撞坏', '倾斜', '倒伏', '破损', 'damage', 'damaged', 'vandalism', 'broken'],
  assistance: [
    '求助',
    '被困',
    '困人',
    '走失',
    '抛锚',
    '反锁',
    '帮助',
    'assistance',
    'trapped',
    'stuck',
    'locked out',
    'lost child',
    'help',
  ],
};

/** CJK words stand alone without spaces; a match in Latin script must be a whole word. */
const MATCHERS = INCIDENT_TYPES.flatMap((type) =>
  WORDS[type].map((word) => ({ type, weight: weightOf(word), pattern: patternOf(word) })),
);

/**
 * The type that the words of a report speak of, Chinese or English in any case; null when none does. The longest matching
 * word decides, of equal ones the first in the text. It is a proposal: the caller never lets it replace a person's choice.
 */
export function suggestType(text: string): IncidentType | null {
  let best: { type: IncidentType; weight: number; at: number } | null = null;
  for (const { type, weight, pattern } of MATCHERS) {
    const at = text.search(pattern);
    if (at < 0 || (best && (weight < best.weight || (weight === best.weight && at >= best.at)))) continue;
    best = { type, weight, at };
  }
  return best?.type ?? null;
}

function isLatin(word: string): boolean {
  return /^[\x20-\x7e]+$/.test(word);
}

/** A Chinese character says about as much as three letters. */
function weightOf(word: string): number {
  return isLatin(word) ? word.length : word.length * 3;
}

function patternOf(word: string): RegExp {
  return isLatin(word) ? new RegExp(`(?<![a-z])${word}(?![a-z])`, 'i') : new RegExp(word);
}
