/** Invented or generic names with the flavour of a north-western river city, in Chinese and in pinyin. */
import type { Random } from './random.ts';

export interface Name {
  zh: string;
  en: string;
}

/** "建国:Jianguo 东关:Dongguan" -> names. */
function list(text: string): Name[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [zh = '', en = ''] = pair.split(':');
      return { zh, en };
    });
}

const STREET_STEMS = list(`
东关:Dongguan 清源:Qingyuan 大众:Dazhong 周湾:Zhouwan 康乐:Kangle 八里:Bali 林苑:Linyuan 乐湟:Lehuang
人民:Renmin 南滩:Nantan 仓前:Cangqian 礼和:Lihe 饮川:Yinchuan 总门:Zongmen 南园:Nanyuan 水磨:Shuimo
西关:Xiguan 古台:Gutai 虎坪:Huping 胜和:Shenghe 兴海:Xinghai 文苑:Wenyuan 通海:Tonghai
朝晖:Zhaohui 小桥头:Xiaoqiaotou 马营:Maying 柴湾:Chaiwan 毛胜:Maosheng 门源:Menyuan 三其:Sanqi 北杏:Beixing`);

const TOWN_STEMS = list(`
韵川:Yunchuan 总台:Zongtai 彭湾:Pengwan 廿里:Nianli 大堡:Dabao 石桥:Shiqiao 上新:Shangxin 田坪:Tianping
拦水:Lanshui 李川:Lichuan 西堡:Xibao 多林:Duolin 汉台:Hantai 共和台:Gonghetai 土门:Tumen 海子:Haizi
群峰:Qunfeng 甘滩:Gantan 鲁湾:Luwan 云谷:Yungu 长宁堡:Changningbao 黄泉:Huangquan 朔水:Shuoshui 青石:Qingshi
城坪:Chengping 桥东:Qiaodong 塔湾:Tawan 东岭:Dongling 桦林:Hualin 良种:Liangzhong 向阳:Xiangyang 景台:Jingtai
逊川:Xunchuan 石山:Shishan 宝库:Baoku 青林:Qinglin 极乐:Jile 斜沟:Xiegou 大华:Dahua 波航:Bohang
和平:Heping 东峡口:Dongxiakou 申中:Shenzhong 巴燕滩:Bayantan 日月台:Riyuetai 寺寨:Sizhai 城北堡:Chengbeibao 药水:Yaoshui
丰台:Fengtai 前营:Qianying 后营:Houying 白土:Baitu 红崖:Hongya 柳湾:Liuwan 杨家:Yangjia 元山:Yuanshan`);

const FIRST = list(`
建:Jian 新:Xin 文:Wen 和:He 兴:Xing 永:Yong 康:Kang 金:Jin 祥:Xiang 安:An 明:Ming 德:De 光:Guang 昌:Chang
泰:Tai 富:Fu 华:Hua 瑞:Rui 春:Chun 玉:Yu 长:Chang 吉:Ji 青:Qing 海:Hai 东:Dong 西:Xi 南:Nan 北:Bei`);
const SECOND = list(`
国:guo 民:min 乐:le 宁:ning 平:ping 丰:feng 盛:sheng 园:yuan 泉:quan 林:lin 山:shan 川:chuan 台:tai 门:men
源:yuan 阳:yang 达:da 成:cheng 义:yi 庆:qing`);
/** Seconds of names that only roads have. */
const ROAD_SECOND = list(`
湖:hu 桥:qiao 湾:wan 江:jiang 峰:feng 岭:ling 溪:xi 塘:tang 洲:zhou 亭:ting 星:xing 河:he 岗:gang 泽:ze`);
const VILLAGE_FIRST = list(`
上:Shang 下:Xia 大:Da 小:Xiao 前:Qian 后:Hou 新:Xin 老:Lao 红:Hong 白:Bai 石:Shi 柳:Liu 杨:Yang 马:Ma 李:Li
王:Wang 张:Zhang 刘:Liu 陈:Chen 韩:Han 青:Qing 黑:Hei 东:Dong 西:Xi 南:Nan 北:Bei 中:Zhong 双:Shuang`);
const VILLAGE_SECOND = list(`
庄:zhuang 滩:tan 营:ying 台:tai 沟:gou 寨:zhai 湾:wan 堡:bu 坪:ping 岭:ling 泉:quan 崖:ya 河:he 桥:qiao
山根:shangen 家庄:jiazhuang`);

const SURNAMES = list(`
王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 赵:Zhao 黄:Huang 周:Zhou 吴:Wu 徐:Xu 孙:Sun 马:Ma 朱:Zhu 胡:Hu
郭:Guo 何:He 高:Gao 林:Lin 罗:Luo 郑:Zheng 梁:Liang 谢:Xie 宋:Song 唐:Tang 许:Xu 韩:Han 冯:Feng 邓:Deng
曹:Cao 彭:Peng 曾:Zeng 萧:Xiao 田:Tian 董:Dong 袁:Yuan 潘:Pan 蒋:Jiang 蔡:Cai 余:Yu 杜:Du 叶:Ye 程:Cheng
苏:Su 魏:Wei 吕:Lü 丁:Ding 任:Ren 沈:Shen 祁:Qi 星:Xing 冶:Ye`);
const GIVEN = list(`
伟:wei 芳:fang 娜:na 敏:min 静:jing 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 艳:yan 杰:jie 娟:juan 涛:tao
明:ming 超:chao 霞:xia 平:ping 刚:gang 文:wen 辉:hui 玲:ling 海:hai 生:sheng 全:quan 德:de 元:yuan 青:qing
春:chun 梅:mei 兰:lan 英:ying 玉:yu 成:cheng 林:lin 峰:feng 萍:ping 红:hong 建:jian 国:guo 志:zhi 云:yun`);

/** Pairs that mean something else. */
const TAKEN = ['德国', '泰国'];

function product(first: readonly Name[], second: readonly Name[]): Name[] {
  return first
    .flatMap((a) => second.map((b) => ({ zh: a.zh + b.zh, en: a.en + b.en })))
    .filter(({ zh }) => !TAKEN.includes(zh));
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}

/** Hands out names one after another, starting over with a number when a list is used up. */
function dealer(names: readonly Name[]): () => Name {
  let i = 0;
  return () => {
    const name = names[i % names.length]!;
    const round = Math.floor(i / names.length);
    i++;
    return round === 0
      ? name
      : { zh: `${name.zh}${'二三四五六'[round - 1] ?? round}`, en: `${name.en} ${round + 1}` };
  };
}

const ROAD_TYPES = list('路:Road 街:Street 大街:Avenue 路:Road');
const COMMUNITY_TYPES = list('路:Road 街:Street 巷:Lane 苑:Garden');

/** 建国路 of 建国路社区. */
export interface CommunityName extends Name {
  /** 建国: what its lanes are named after. */
  stem: Name;
  /** The street of its name, if it has the name of one. */
  namedAfter: 'street' | 'lane' | null;
}

export interface NameBook {
  street(isTown: boolean): Name;
  /** What a community and the things in it are named after. */
  community(isVillage: boolean): CommunityName;
  road(): Name;
  official(): Name;
}

export function makeNameBook(random: Random): NameBook {
  const streets = dealer(STREET_STEMS);
  const towns = dealer(TOWN_STEMS);
  const communities = dealer(shuffled(random, product(FIRST, SECOND)));
  const villages = dealer(shuffled(random, product(VILLAGE_FIRST, VILLAGE_SECOND)));
  const roads = dealer(
    shuffled(random, [...product(SECOND, FIRST).map(capitalised), ...product(FIRST, ROAD_SECOND)]),
  );
  return {
    street: (isTown) => (isTown ? towns() : streets()),
    community: (isVillage) => {
      if (isVillage) {
        const stem = villages();
        return { ...stem, stem, namedAfter: null };
      }
      const type = random.pick(COMMUNITY_TYPES);
      const stem = communities();
      const namedAfter = type.en === 'Garden' ? null : type.en === 'Lane' ? 'lane' : 'street';
      return { zh: stem.zh + type.zh, en: `${stem.en} ${type.en}`, stem, namedAfter };
    },
    road: () => {
      const type = random.pick(ROAD_TYPES);
      const stem = roads();
      return { zh: stem.zh + type.zh, en: `${stem.en} ${type.en}` };
    },
    official: () => {
      const surname = random.pick(SURNAMES);
      const given = random.pick(GIVEN);
      const second = random.chance(0.72) ? random.pick(GIVEN) : { zh: '', en: '' };
      return {
        zh: surname.zh + given.zh + second.zh,
        en: `${surname.en} ${capitalised(given).en}${second.en}`,
      };
    },
  };
}

const DIGITS = '零一二三四五六七八九';

/** 1..99 in Chinese numerals. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** Counts uses of each key from 1. */
export function makeCounter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}

function capitalised(name: Name): Name {
  return { zh: name.zh, en: name.en.charAt(0).toUpperCase() + name.en.slice(1).toLowerCase() };
}
