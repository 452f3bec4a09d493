export const messages = {
  choose: '選《えら》んで ください',
  numberNotAsked: '入《い》れなくて いいです。市《し》が 自分《じぶん》で 見《み》ます。',
  numberHint: '12の 数字《すうじ》です。送《おく》ると、ほかの 人《ひと》には 見《み》えません',
  numberKept: 'もう 入《はい》って います。直《なお》す ときだけ 入《い》れて ください',
  example: (text: string): string => `例《れい》：${text}`,
} as const
