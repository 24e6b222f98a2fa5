/** Words of the Dispatch workspace and its board of units, in Chinese. */
export const desksZh = {
  label: '调度工作台',
  name: { units: '单位', patrols: '巡逻', dosage: '到巡', cordon: '堵控', coverage: '覆盖' },
  units: {
    states: '按状态列出哪些单位',
    none: '没有处于这些状态的单位。',
    crew: '{{n}} 人',
    fix: '位置 {{age}}前',
    noFix: '尚无位置',
  },
};
