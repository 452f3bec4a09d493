import type { CellArea } from './address.ts'

/** Fills merged cells with what stands in the first of them; rows are given in their order. */
export class MergedCells {
  #next = 0
  #active: { readonly area: CellArea; readonly value: string }[] = []

  constructor(readonly merges: readonly CellArea[]) {}

  fill(line: number, cells: string[]): void {
    this.#active = this.#active.filter(({ area }) => area.bottom >= line)
    for (let area = this.merges[this.#next]; area && area.top <= line; area = this.merges[this.#next]) {
      this.#next += 1
      const value = area.top === line ? (cells[area.left] ?? '') : ''
      if (value !== '') this.#active.push({ area, value })
    }
    for (const { area, value } of this.#active)
      for (let column = area.left; column <= area.right; column += 1) {
        while (cells.length <= column) cells.push('')
        if (cells[column] === '') cells[column] = value
      }
  }
}
