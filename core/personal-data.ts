/**
 * The guard at the border of the product: no record of a private person comes in, by column name, by column
 * content or inside free text. Pure and dependency-free, so that importer, API and page judge alike.
 */

export const PERSONAL_KINDS = [
  'name',
  'mobile',
  'landline',
  'id_number',
  'plate',
  'bank_card',
  'email',
  'face',
  'health',
  'ethnicity',
  'faith',
  'person', // age, sex, birth, home
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export interface Masked {
  text: string;
  /** Kinds that were found, each once, in the order of `PERSONAL_KINDS`. */
  masked: PersonalKind[];
}

const MASK = '***';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

/** Neither inside a longer number, a decimal fraction or a code of letters and digits. */
const LEFT = String.raw`(?<![\d.])(?:(?<![A-Za-z_])|(?<=tel|phone|mobile|wechat|wx|qq))`;
const RIGHT = String.raw`(?![\dA-Za-z_]|\.\d)`;

const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}/g;
const ID_18 = new RegExp(`${LEFT}[1-8]\\d{5}(?:18|19|20)\\d{9}[\\dXx]${RIGHT}`, 'gi');
/** Out of use since 2013 and alike to a grid code, hence only behind a word that says what it is. */
const ID_15 = /(?<=(?:身份证|证件|identity|\bid)[^\d\n]{0,8})[1-8]\d{14}(?!\d)/gi;
const CARD = new RegExp(
  `${LEFT}(?:62|60|4\\d|5[1-5]|35|95)\\d{2}(?:[ -]?\\d{4}){3}(?:[ -]?\\d{3})?${RIGHT}`,
  'gi',
);
const MOBILE = new RegExp(`${LEFT}(?:(?:\\+|00)?86[ -]?)?1[3-9]\\d([ -]?)\\d{4}\\1\\d{4}${RIGHT}`, 'gi');
const LANDLINE = new RegExp(
  `${LEFT}(?:\\+86[ -]?)?[(（]?(?:010|02\\d|0[3-9]\\d{2})[)）]?[ -]?[2-8]\\d{6,7}${RIGHT}`,
  'gi',
);
const PLATE = new RegExp(
  `[${PROVINCES}][A-Z][·•. -]?(?:[DF][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DF]|(?=[A-Z]{0,4}\\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])`,
  'gi',
);
const NAME_IN_TEXT = new RegExp(
  `(?<=(?:姓名|联系人|报警人|报案人|当事人|受害人|被害人|嫌疑人|户主)\\s?[:：]\\s?)[${SURNAMES}]\\p{Script=Han}{1,2}(?!\\p{Script=Han})`,
  'gu',
);

interface Pattern {
  kind: PersonalKind;
  regex: RegExp;
  holds?: (match: string) => boolean;
}

const PATTERNS: readonly Pattern[] = [
  { kind: 'email', regex: EMAIL },
  { kind: 'id_number', regex: ID_18, holds: isIdNumber18 },
  { kind: 'id_number', regex: ID_15, holds: isIdNumber15 },
  { kind: 'bank_card', regex: CARD, holds: isBankCard },
  { kind: 'mobile', regex: MOBILE },
  { kind: 'landline', regex: LANDLINE },
  { kind: 'plate', regex: PLATE },
  { kind: 'name', regex: NAME_IN_TEXT },
];

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 18-digit citizen identity number: region, birth date and the ISO 7064 MOD 11-2 check digit (GB 11643). */
export function isIdNumber18(digits: string): boolean {
  if (!/^[1-8]\d{16}[\dXx]$/.test(digits)) return false;
  if (!isDay(Number(digits.slice(6, 10)), Number(digits.slice(10, 12)), Number(digits.slice(12, 14))))
    return false;
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += Number(digits[index]) * (2 ** (17 - index) % 11);
  return '10X98765432'[sum % 11] === digits[17]?.toUpperCase();
}

function isIdNumber15(digits: string): boolean {
  const year = Number(digits.slice(6, 8));
  return year >= 20 && isDay(1900 + year, Number(digits.slice(8, 10)), Number(digits.slice(10, 12)));
}

/** Luhn's check over 16 or 19 digits, spaces and dashes apart (ISO/IEC 7812-1). */
export function isBankCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  if (!/^\d{16}$|^\d{19}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Full-width letters, digits and signs to ASCII, one for one, so that positions stay. */
function foldWidth(text: string): string {
  if (!/[\uFF01-\uFF5E]/.test(text)) return text;
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** What every pattern needs to be there at all, in either width; most texts have none of it and are let through at once. */
const SUSPECT = new RegExp(
  `(?:[\\d０-９][ ()·\\-（）－]{0,2}){7}|[@＠]|[${PROVINCES}][A-Za-zＡ-Ｚａ-ｚ]|[人名主] ?[:：]`,
);

/**
 * Replaces phone numbers, identity numbers, plates, bank cards, e-mail addresses and labelled names in free text
 * with `***`. Incident numbers, area codes, coordinates, times and amounts stay. Idempotent.
 */
export function maskPersonalData(text: string): Masked {
  if (!SUSPECT.test(text)) return { text, masked: [] };
  const found = new Set<PersonalKind>();
  let result = text;
  for (const { kind, regex, holds } of PATTERNS) {
    let out = '';
    let end = 0;
    for (const match of foldWidth(result).matchAll(regex)) {
      if (holds && !holds(match[0])) continue;
      out += result.slice(end, match.index) + MASK;
      end = match.index + match[0].length;
      found.add(kind);
    }
    if (end > 0) result = out + result.slice(end);
  }
  return { text: result, masked: PERSONAL_KINDS.filter((kind) => found.has(kind)) };
}

/** Chinese words that give a column away wherever they stand in its header. */
const ZH_WORDS: readonly [PersonalKind, RegExp][] = [
  ['id_number', /身份证|身份号|证件号|护照|社保号|军官证|驾驶证号/],
  ['mobile', /电话|手机|联系方式|联系号码|微信|qq号|座机/],
  ['plate', /车牌|号牌|车号|车架号/],
  ['email', /邮箱|电子邮件/],
  ['bank_card', /银行卡|银行账|卡号/],
  ['face', /人脸|面部|头像|指纹|虹膜|声纹|人员照片|本人照片/],
  ['ethnicity', /民族|族别|族裔/],
  ['faith', /宗教|信仰|政治面貌/],
  ['health', /健康码|病史|疾病|病情|病人|患者|诊断|血型|残疾/],
  ['person', /出生|生日|年龄|性别|住址|家庭地址|户籍|籍贯|婚姻/],
  [
    'name',
    /姓名|人名|(?:报警|报案|当事|受害|被害|嫌疑|犯罪|联系|负责|责任|投诉|举报|申请|驾驶|法)人(?!数|次|员?数)|户主|业主|法定代表/,
  ],
];

/** English words and pinyin abbreviations, matched as whole words of the header. */
const EN_WORDS: readonly [PersonalKind, RegExp][] = [
  [
    'id_number',
    / (?:id (?:no|num|number|card)|idno|idcard|idnumber|identity|national id|citizen id|passport|ssn|social security|sfz|sfzh|sfzhm|zjhm) /,
  ],
  [
    'mobile',
    / (?:phone|phones|phonenumber|telephone|tel|mobile|cellphone|cell (?:no|number)|msisdn|imei|imsi|wechat|whatsapp|contact (?:no|number|info)|lxdh|lxfs|sjh|sjhm|dhhm) /,
  ],
  [
    'plate',
    / (?:plate|plates|numberplate|licenseplate|license no|licence no|vin|vehicle (?:no|number|registration)|cph|cphm|hphm) /,
  ],
  ['email', / (?:email|emails|e mail|mailbox) /],
  ['bank_card', / (?:bank (?:card|account)|card (?:no|number)|iban) /],
  ['face', / (?:face|faces|facial|portrait|mugshot|fingerprint|iris|biometric|biometrics) /],
  ['ethnicity', / (?:ethnic|ethnicity|race|minzu) /],
  ['faith', / (?:religion|religious|faith|belief) /],
  ['health', / (?:medical|diagnosis|disease|illness|patient|disability|blood type|hiv) /],
  ['person', / (?:dob|birth|birthday|birthdate|birth date|gender|sex|age|marital|home address) /],
  [
    'name',
    / (?:surname|forename|firstname|lastname|fullname|first name|last name|full name|given name|family name|victim|suspect|offender|complainant|perpetrator|xm|xingming) /,
  ],
  [
    'name',
    / (?:person|people|caller|reporter|witness|owner|contact|driver|resident|tenant|customer|citizen|applicant|guardian|householder) name /,
  ],
  ['name', / name of (?:the )?(?:person|caller|reporter|witness|owner|driver|resident|tenant|citizen) /],
];

/** The words of a header: camelCase, snake_case, dots and full-width forms taken apart, lower case, padded by spaces. */
function wordsOf(header: string): string {
  const apart = foldWidth(header).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return ` ${apart
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{Script=Han})([a-z])/gu, '$1 $2')
    .replace(/([a-z])(\p{Script=Han})/gu, '$1 $2')
    .trim()} `;
}

/**
 * The kind of personal data that a column's header announces, or undefined. Names of places and of things
 * (name, 名称, station name, parent name) are legal, and so are counts (报警人数) and a device's health.
 */
export function personalColumn(header: string): PersonalKind | undefined {
  const folded = foldWidth(header).replace(/\s/g, '').toLowerCase();
  const words = wordsOf(header);
  const zh = ZH_WORDS.find(([, regex]) => regex.test(folded));
  return zh?.[0] ?? EN_WORDS.find(([, regex]) => regex.test(words))?.[0];
}

const NAME_WHOLE = new RegExp(`^[${SURNAMES}]\\p{Script=Han}{1,2}$`, 'u');
const PLACE_ENDING = /[路街巷道村区镇乡县市园桥站里泉寺庄沟湾山河湖岭坊厂店楼院校场]$/;
const PLAIN_SHARE = 0.3;
const DOUBTFUL_SHARE = 0.8;
const MIN_VALUES = 3;

function share(values: readonly string[], holds: (value: string) => boolean): number {
  return values.filter(holds).length / values.length;
}

/**
 * The kind of personal data that a column's values are, or undefined: values that are as a whole a phone number,
 * identity number, plate, card or e-mail (from 30 % of at least three), old 15-digit identity numbers or
 * Chinese personal names (from 80 % of at least five different ones).
 */
export function personalContent(sampleValues: readonly string[]): PersonalKind | undefined {
  const values = sampleValues.map((value) => foldWidth(value.trim())).filter((value) => value !== '');
  if (values.length < MIN_VALUES) return undefined;
  for (const { kind, regex, holds } of PATTERNS) {
    if (kind === 'name' || regex === ID_15) continue;
    const whole = new RegExp(`^(?:${regex.source})$`, 'i');
    if (share(values, (value) => whole.test(value) && (holds?.(value) ?? true)) >= PLAIN_SHARE) return kind;
  }
  const different = [...new Set(values)];
  if (different.length < 5) return undefined;
  if (share(different, (value) => /^\d{15}$/.test(value) && isIdNumber15(value)) >= DOUBTFUL_SHARE)
    return 'id_number';
  if (share(different, (value) => NAME_WHOLE.test(value) && !PLACE_ENDING.test(value)) >= DOUBTFUL_SHARE)
    return 'name';
  return undefined;
}
