/** 系统状态页的时延，中文。键与 latency-en.ts 相同。 */
export const latencyZh = {
  title: '时延（近 10 分钟）',
  hint: '按服务器时钟校正，以最快一次传输为零；毫秒。目标为 95% 不超过的值。',
  hop: '环节',
  here: '本席',
  everywhere: '各席（{{n}} 个）',
  n: '次数',
  bar: '目标',
  hops: {
    stored: '警情：受理到发出',
    received: '警情：发出到收到',
    drawn: '警情：收到到上图',
    incident: '警情：受理到上图',
    raised: '告警：条件成立到发出',
    alarm_received: '告警：发出到收到',
    shown: '告警：条件成立到闪烁',
    sounded: '告警：条件成立到响铃',
  },
};
