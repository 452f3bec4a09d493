/**
 * The three network segments of a Japanese municipality (三層の対策).
 * - `internet`: インターネット接続系, what residents reach
 * - `office`: LGWAN接続系, where staff work
 * - `mynumber`: マイナンバー利用事務系, where individual numbers may be kept
 */
export const zones = ['internet', 'office', 'mynumber'] as const
export type Zone = (typeof zones)[number]
