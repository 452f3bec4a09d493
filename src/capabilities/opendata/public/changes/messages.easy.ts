import type { ChangesMessages } from './messages.ts'

export const easy: ChangesMessages = {
  title: (dataset, number) => `${dataset}　${number}回目《かいめ》に 変《か》わった ところ`,
  lead: (day, before) => `${day}の データを、${before}回目《かいめ》の データと くらべます。`,
  kinds: { added: '新《あたら》しい', changed: '変《か》わった', removed: 'なくなった' },
  said: '説明《せつめい》の 変《か》わった ところ',
  part: '項目《こうもく》',
  caption: '変《か》わった 行《ぎょう》',
  kind: '種類《しゅるい》',
  row: '行《ぎょう》',
  cells: '変《か》わった ところ',
  from: '前《まえ》',
  to: '後《あと》',
  empty: '（なし）',
  hidden: '電話番号《でんわばんごう》などは、ここに 出《だ》しません。',
  none: '変《か》わった 行《ぎょう》は ありません',
  tooLarge:
    '行《ぎょう》が とても 多《おお》いです。1つずつ くらべません。数《かず》は 前《まえ》の ページに あります。',
  range: (from, to, total) => `${total}の 中《なか》の ${from}–${to}`,
  versionTitle: (dataset, number) => `${dataset}　${number}回目《かいめ》の データ`,
  versionLead: (day, rows) => `${day}の データです。${rows}件《けん》 あります。`,
  notNewest:
    '前《まえ》の データです。今《いま》の データでは ありません。前《まえ》の データは 全部《ぜんぶ》 残《のこ》って います。',
  versionFile: 'この データを CSVで 保存《ほぞん》する',
}
