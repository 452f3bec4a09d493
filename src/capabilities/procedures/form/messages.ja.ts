export const messages = {
  choose: '選んでください',
  numberNotAsked: '入力は要りません。市が登録から確かめます。',
  numberHint: '12けたの数字です。送ると暗号になり、ここには二度と表示しません',
  numberKept: 'すでに入れてあります。直すときだけ、もう一度入れてください',
  example: (text: string): string => `例：${text}`,
  lookedUpNothing: 'この郵便番号の住所が見つかりません。番号を確かめるか、住所を入れてください',
  lookedUpOne: '住所を入れました。番地を入れてください',
  lookedUpMany: (count: number) => `町名が${count}つあります。選んでください`,
  lookedUpNoBank: '銀行と支店が見つかりません。番号か名前を確かめてください',
  townUsed: 'この町名の場所にしました',
} as const
