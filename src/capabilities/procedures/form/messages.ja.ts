export const messages = {
  choose: '選んでください',
  numberNotAsked: '入力は要りません。市が登録から確かめます。',
  numberHint: '12けたの数字です。送ると暗号になり、ここには二度と表示しません',
  numberKept: 'すでに入れてあります。直すときだけ、もう一度入れてください',
  example: (text: string): string => `例：${text}`,
} as const
