export interface CellArea {
  /** Rows from 1, columns from 0, both ends included. */
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** `A` → 0. Undefined where no column is named. */
export function columnOf(reference: string): number | undefined {
  let column = 0
  let at = 0
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return at === 0 || at > 3 ? undefined : column - 1
}

/** 0 → `A`, 27 → `AB`. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

/** `B2:D3`. Undefined for anything else. */
export function areaOf(reference: string): CellArea | undefined {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!parts) return undefined
  const [left, right] = [columnOf(parts[1] ?? ''), columnOf(parts[3] ?? '')]
  const [top, bottom] = [Number(parts[2]), Number(parts[4])]
  if (left === undefined || right === undefined || left > right || top > bottom || top < 1) return undefined
  return { top, left, bottom, right }
}
