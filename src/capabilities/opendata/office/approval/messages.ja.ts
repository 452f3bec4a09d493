const number = (count: number): string => count.toLocaleString('ja-JP')

/** Sentences of the document (起案) by which a version of a dataset is decided on. */
export const messages = {
  title: (dataset: string): string => `オープンデータ「${dataset}」の公開について`,
  summary: (dataset: string, version: number): string =>
    version === 1
      ? `「${dataset}」を、オープンデータとしてはじめて公開してよろしいか。`
      : `「${dataset}」の新しい内容を、版${version}として公開してよろしいか。`,
  outcome: '公開する',
  describedTitle: (dataset: string): string => `オープンデータ「${dataset}」の説明の変更について`,
  describedSummary: (dataset: string): string =>
    `公開中の「${dataset}」の名前・説明・利用の条件などを、次のとおり変えてよろしいか。行の内容は変わりません。`,
  describedOutcome: '変えて公開する',
  describedEffects: [
    '新しい説明を、公開のページとファイル、APIに出す',
    '更新の記録に、説明の変わったところを載せる',
    '行の内容は変えない',
  ],
  change: (before: string, after: string): string => `${before} → ${after}`,
  rowsJudged: '行の内容',
  rowsStay: '変わりません',
  facts: {
    note: '説明（公開のページにも出ます）',
    file: 'ファイル',
    rows: '件数',
    changes: '公開中との違い',
    added: '加わるもの',
    changed: '変わるもの',
    removed: 'なくなるもの',
    licence: '利用の条件',
    columns: '公開する列',
  },
  rows: (count: number): string => `${number(count)}件`,
  counts: (added: number, changed: number, removed: number): string =>
    `追加${number(added)}件・変更${number(changed)}件・削除${number(removed)}件`,
  cell: (name: string, column: string, before: string, after: string): string =>
    `${name}：${column} ${before === '' ? '（空）' : before} → ${after === '' ? '（空）' : after}`,
  more: (count: number): string => `ほか${number(count)}件`,
  judged: 'システムが確かめたこと',
  errors: 'エラー',
  warnings: '警告',
  found: (count: number): string => (count === 0 ? 'なし' : `${number(count)}件`),
  effects: [
    '新しい内容を、公開のページとファイル、APIに出す',
    '更新の記録に、説明と違いを載せる',
    '前の版は、版の記録に残す',
  ],
  access: '公開',
  /** On the desk of 決裁, where four eyes decide. */
  desk: {
    title: (dataset: string): string => `オープンデータ「${dataset}」を公開する`,
    matter: 'オープンデータの公開',
    decide: '承認か差し戻しを決める',
    waits: 'ほかの人の承認を待っています',
  },
  link: '下書きと、すべての違いをみる',
} as const
