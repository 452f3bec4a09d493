/** Why something may not be published. Whole sentences: they stand beside the line they are about. */
export const messages = {
  markup: '文に HTML のしるし（<…>）やスクリプトは書けません。しるしを消して、ことばだけにしてください',
  followUpLost: (name: string, sentence: string): string =>
    `「${name}」の続きの手続から引き継ぐ答えが、ここにありません。${sentence}`,
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
  tableBetween: (table: string, newest: string): string =>
    `表「${table}」に、${newest} より前に始まる版は足せません。法律の行が使われている期間です`,
  tableSource: (table: string, from: string): string =>
    `表「${table}」の ${from} からの版の根拠が、前の版と同じです。変わった法令を書いてください（例：令和9年政令第12号による改正）`,
  season: (article: string): string => `受け付ける時期は${article}で決まっています。変えることはできません`,
  fixed: (name: string, was: string, article: string | undefined): string =>
    `${name}は、${article ?? '法律で決まっている数'}による式です（${was}）。変えることはできません。法律が変わったときは、根拠（article）に、変えた法令の番号を書いてください（例：児童手当法第8条第3項（令和9年法律第12号による改正））`,
  fixedGone: (name: string): string => `${name}は、法律で決まっている式です。消すことはできません`,
  fixedByNewLaw: (name: string, article: string): string =>
    `${name}の、法律で決まっていた式を変えています。根拠は「${article}」です。承認する人は、条文を確かめてください`,
  deadlineByNewLaw: (article: string): string =>
    `法律で決まっていた届け出の期限を変えています。根拠は「${article}」です。承認する人は、条文を確かめてください`,
  parts: {
    condition: (label: string): string => `条件「${label}」`,
    value: (label: string): string => `計算「${label}」`,
    table: (label: string): string => `表「${label}」の引き方`,
    rule: (text: string): string => `きまり「${text}」`,
    calendar: (label: string): string => `毎年の期限「${label}」`,
    check: (label: string): string => `審査の確認「${label}」`,
    fee: (label: string): string => `手数料「${label}」`,
    decided: (label: string): string => `決定の項目「${label}」の決まり方`,
    page: (title: string): string => `画面「${title}」を出す条件`,
    group: (title: string): string => `まとまり「${title}」を出す条件`,
    field: (label: string): string => `項目「${label}」の条件や限度`,
  },
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
