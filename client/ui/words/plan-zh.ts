/** 规划工作区的词。 */
export const draftZh = {
  status: {
    draft: '草案',
    review: '待审核',
    approved: '已审核',
    scheduled: '已排期',
    in_force: '现行',
    superseded: '已被取代',
    withdrawn: '已撤回',
  },
};
