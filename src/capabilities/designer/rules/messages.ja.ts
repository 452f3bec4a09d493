/** Why something may not be published. Whole sentences: they stand beside the line they are about. */
export const messages = {
  markup: '文に HTML のしるし（<…>）やスクリプトは書けません。しるしを消して、ことばだけにしてください',
  otherId: (id: string): string =>
    `この下書きの手続の記号は「${id}」です。ほかの手続にするときは、写しを新しい記号で作ってください`,
  prefixTaken: (prefix: string, other: string): string =>
    `受付番号の頭の2文字「${prefix}」は「${other}」が使っています。ほかの2文字にしてください`,
  owner: (code: string): string => `担当課の記号「${code}」の課は、組織にありません`,
  matter: (code: string): string =>
    `決裁区分の表に「${code}」がありません。先に表に足すか、表にある区分を書いてください`,
  register: (id: string): string => `台帳「${id}」がありません。先に台帳を用意してください`,
  pathReused: (path: string, before: string, now: string, version: number): string =>
    `答えの場所「${path}」は、版${version}では「${before}」でした。「${now}」として使い回すことはできません。新しい記号の項目にしてください`,
  assurance: (word: string, floor: string): string =>
    `本人確認「${word}」は、共通の定義が求める強さ（${floor} 以上）より弱いので使えません`,
  signature: '共通の定義は署名を求めています。署名を要らなくすることはできません',
  signer: '共通の定義は、申請する本人の署名を求めています。ほかの人の署名で受けることはできません',
  tableGone: (table: string, from: string, source: string): string =>
    `表「${table}」の ${from} からの行は、${source}で決まっています。消すことはできません`,
  tableChanged: (table: string, from: string, source: string): string =>
    `表「${table}」の ${from} からの行は、${source}で決まっています。変えずに、施行日（from）をつけた新しい版を足してください`,
  languages: { easy: 'やさしい日本語', en: '英語' },
  stale: (language: string, ja: string): string =>
    `日本語の文「${ja}」が変わりましたが、${language}は公開中の文のままです。訳を見直してください`,
  deadlineGone: (article: string): string => `届け出の期限は${article}で決まっています。消すことはできません`,
  deadline: (what: string, article: string, value: string): string =>
    `届け出の期限の「${what}」は${article}で決まっています（${value}）。変えることはできません`,
  statutoryGone: (law: string): string =>
    `処理の期限は${law}で決まっています。法定の期限の印（statutory）を消すことはできません`,
  statutoryDays: (days: number, law: string): string =>
    `処理の期限は${law}で${days}日までと決まっています。長くすることはできません`,
  statutoryCounting: (law: string): string =>
    `処理の期限の数え方と止まるときは${law}で決まっています。変えることはできません`,
  remediesGone: (outcome: string): string => `結果「${outcome}」には法律の教示があります。消すことはできません`,
  remedies: (outcome: string): string =>
    `結果「${outcome}」の教示（審査請求の先など）は法律で決まっています。変えることはできません`,
  adverse: (outcome: string): string => `結果「${outcome}」は不利益な処分です。印（adverse）を外すことはできません`,
  deadlineParts: {
    from: '数えはじめる日',
    days: '日数',
    months: '月数',
    countFirstDay: '初日を数えるか',
    shiftToOpenDay: '閉庁日の動かし方',
    article: '条文',
    when: '期限がある場合',
  },
  none: 'なし',
}
