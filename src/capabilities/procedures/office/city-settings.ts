/** Settings of the city that no procedure names: they stand in the same list, with the same days of effect. */
export const citySettings = {
  statisticsThreshold: {
    label: '統計で件数を示す最小の数（これより少ない数は伏せる。3以上）',
    type: 'number',
    default: 5,
    openPoint: '統計の公表基準（例規・要綱）があれば、その数にする',
  },
  movingKeepDays: {
    label: '引越しの届け出・予約を、終わってから残す日数（1〜3650。過ぎると内容を消去する）',
    type: 'number',
    default: 365,
    openPoint: '文書の保存年限（文書取扱規程）で確かめる',
  },
  movingExpireDays: {
    label:
      '引越しの予約を、届け出の期限から何日たったら「期限切れ」にするか（14〜3650。来庁済みのまま残ったものは、来庁からこの日数で「完了」）',
    type: 'number',
    default: 60,
    openPoint: '運用で確かめる',
  },
  datasetKeepDays: {
    label: 'オープンデータの作業・下書き・届いたファイルの記録を残す日数（30〜3650。公開した版と証跡は消さない）',
    type: 'number',
    default: 1095,
    openPoint: '文書の保存年限（文書取扱規程）で確かめる',
  },
} as const
