/** What a workbook may hold. */
export interface XlsxLimits {
  /** Rows of one sheet that have something in them. */
  readonly rows: number
  readonly columns: number
  /** Letters of one cell. */
  readonly cell: number
  /** Letters of the table of shared texts, the one thing that is kept in memory. */
  readonly strings: number
  /** Bytes of one part, unpacked. */
  readonly unpacked: number
}

/** For the lists that people bring: a hundred thousand rows fit well. */
export const usualXlsxLimits: XlsxLimits = {
  rows: 1_048_576,
  columns: 300,
  cell: 20_000,
  strings: 60_000_000,
  unpacked: 600 * 1024 * 1024,
}
