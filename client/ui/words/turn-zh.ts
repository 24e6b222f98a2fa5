/** 行车指引的用词。 */
export const turnZh = {
  depart: '沿{{road}}向{{heading}}出发',
  straight: '直行进入{{road}}',
  slight_left: '向左前方进入{{road}}',
  slight_right: '向右前方进入{{road}}',
  left: '左转进入{{road}}',
  right: '右转进入{{road}}',
  sharp_left: '向左后方急转进入{{road}}',
  sharp_right: '向右后方急转进入{{road}}',
  u_turn: '掉头，沿{{road}}行驶',
  arrive: '到达{{road}}上的目的地',
  unnamed: '无名道路',
  heading: { n: '北', ne: '东北', e: '东', se: '东南', s: '南', sw: '西南', w: '西', nw: '西北' },
};
