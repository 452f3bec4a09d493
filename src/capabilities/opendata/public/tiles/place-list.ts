import { toWorld, type WorldPoint } from './tile-grid.ts'

/** The places of a version on the world of Web Mercator, with the numbers of their rows: 20 bytes each, so that a million are few megabytes. */
export class PlaceList {
  #x = new Float64Array(1024)
  #y = new Float64Array(1024)
  #rows = new Uint32Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  add(rowNo: number, lon: number, lat: number): void {
    if (this.#length === this.#rows.length) this.#grow()
    const [x, y] = toWorld(lon, lat)
    this.#x[this.#length] = x
    this.#y[this.#length] = y
    this.#rows[this.#length] = rowNo
    this.#length += 1
  }

  forEach(visit: (point: WorldPoint, rowNo: number) => void): void {
    for (let at = 0; at < this.#length; at += 1) visit([this.#x[at] ?? 0, this.#y[at] ?? 0], this.#rows[at] ?? 0)
  }

  #grow(): void {
    const size = this.#length * 2
    const [x, y, rows] = [new Float64Array(size), new Float64Array(size), new Uint32Array(size)]
    x.set(this.#x)
    y.set(this.#y)
    rows.set(this.#rows)
    this.#x = x
    this.#y = y
    this.#rows = rows
  }
}
