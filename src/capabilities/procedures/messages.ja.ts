/** Words of the office's catalogue screens. */
export const messages = {
  area: '手続カタログ',
} as const
