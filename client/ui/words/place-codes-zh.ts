/** Words of the codes that hang at places, in Chinese. */
export const placeCodesZh = {
  title: '签到码：{{title}}',
  hint: '每处地点一个码，各条巡线通用。打印后张贴在现场：单位用手机相机扫码，或在手机页输入字母和数字。不要把码发给单位，否则不到现场也能签到。',
  address: '扫码打开 {{origin}}。',
  ownMachine: '本页从 {{origin}} 打开，手机无法访问这个地址。请用手机能访问的地址打开本页，再打印。',
  sheets: '签到码打印页',
  made: '{{day}} 生成',
  print: '打印 {{n}} 个签到码',
  renew: '换新码',
  renewOf: '{{place}}：换新码',
  renewAsk: '现场张贴的旧码将立即作废。',
  renewYes: '生成新码',
  renewNo: '保留旧码',
  renewed: '已换新码，请打印张贴。',
  label: { what: '巡防签到点', how: '用手机相机扫码签到，或在手机页输入上面的码' },
};
