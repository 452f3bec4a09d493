/** Settings of the city that no procedure names: they stand in the same list, with the same days of effect. */
export const citySettings = {
  statisticsThreshold: {
    label: '統計で件数を示す最小の数（これより少ない数は伏せる。3以上）',
    type: 'number',
    default: 5,
    openPoint: '統計の公表基準（例規・要綱）があれば、その数にする',
  },
} as const
