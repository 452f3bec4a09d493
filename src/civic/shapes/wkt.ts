import type { Position } from '../geo.ts'
import type { Area, Line, Shape } from './shape.ts'

/**
 * Well-known text (OGC 06-103r4, 7): `POLYGON ((132.1 33.9, …))`, longitude first as programs for maps write it. A leading `SRID=4326;`
 * (or of JGD2000 and JGD2011) and heights are read and left away. Undefined: it is none, is empty, or is a collection.
 */
export function readWkt(text: string): Shape | undefined {
  const [, head = '', dimension = ''] = begin.exec(text) ?? []
  if (head === '') return undefined
  const width = { '': 0, Z: 3, M: 3, ZM: 4 }[dimension.toUpperCase()] ?? 0
  const scan = new Scanner(text, text.indexOf('('), width)
  const shape = bodyOf(head.toUpperCase(), scan)
  return shape === undefined || !scan.atEnd ? undefined : shape
}

const begin =
  /^\s*(?:SRID\s*=\s*(?:4326|6668|4612)\s*;\s*)?(POINT|MULTIPOINT|LINESTRING|MULTILINESTRING|POLYGON|MULTIPOLYGON)\s*(ZM|Z|M)?\s*\(/i

function bodyOf(head: string, scan: Scanner): Shape | undefined {
  const made = <T>(found: T | undefined, shape: (of: T) => Shape): Shape | undefined =>
    found === undefined ? undefined : shape(found)
  switch (head) {
    case 'POINT': {
      const [only, ...more] = scan.places() ?? []
      return only === undefined || more.length > 0 ? undefined : { type: 'Point', coordinates: only }
    }
    case 'MULTIPOINT':
      return made(scan.looseSpots(), (of) => ({ type: 'MultiPoint', coordinates: of }))
    case 'LINESTRING':
      return made(scan.places(), (of) => ({ type: 'LineString', coordinates: of }))
    case 'MULTILINESTRING':
      return made(scan.lines(), (of) => ({ type: 'MultiLineString', coordinates: of }))
    case 'POLYGON':
      return made(scan.lines(), (of) => ({ type: 'Polygon', coordinates: of }))
    default:
      return made(scan.areas(), (of) => ({ type: 'MultiPolygon', coordinates: of }))
  }
}

const number = /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y

/** Goes through the brackets of a text once, from the left. */
class Scanner {
  constructor(
    private readonly text: string,
    private at: number,
    /** Numbers of a place; 0: two to four. */
    private readonly width: number,
  ) {}

  get atEnd(): boolean {
    this.skip()
    return this.at >= this.text.length
  }

  places(): Line | undefined {
    return this.list(() => this.place())
  }

  lines(): readonly Line[] | undefined {
    return this.list(() => this.places())
  }

  areas(): readonly Area[] | undefined {
    return this.list(() => this.lines())
  }

  /** Of several points each may stand in brackets of its own, or not. */
  looseSpots(): Line | undefined {
    return this.list(() => {
      this.skip()
      if (this.text[this.at] !== '(') return this.place()
      const inner = this.places()
      return inner?.length === 1 ? inner[0] : undefined
    })
  }

  private list<T>(read: () => T | undefined): readonly T[] | undefined {
    if (!this.take('(')) return undefined
    const found: T[] = []
    do {
      const each = read()
      if (each === undefined) return undefined
      found.push(each)
    } while (this.take(','))
    return this.take(')') ? found : undefined
  }

  private place(): Position | undefined {
    const numbers: number[] = []
    for (let found = this.number(); found !== undefined; found = this.number()) numbers.push(found)
    const [lng, lat] = numbers
    const wide = this.width === 0 ? numbers.length >= 2 && numbers.length <= 4 : numbers.length === this.width
    return wide && lng !== undefined && lat !== undefined ? [lng, lat] : undefined
  }

  private number(): number | undefined {
    number.lastIndex = this.at
    const found = number.exec(this.text)
    if (found === null) return undefined
    this.at = number.lastIndex
    return Number(found[1])
  }

  private take(letter: string): boolean {
    this.skip()
    if (this.text[this.at] !== letter) return false
    this.at += 1
    return true
  }

  private skip(): void {
    while (this.at < this.text.length && /\s/.test(this.text[this.at] ?? '')) this.at += 1
  }
}

/** Seven decimals are a centimetre (RFC 7946, 11.2). */
export function writeWkt(shape: Shape): string {
  const place = ([lng, lat]: Position): string => `${short(lng)} ${short(lat)}`
  const line = (each: Line): string => `(${each.map(place).join(', ')})`
  const area = (each: Area): string => `(${each.map(line).join(', ')})`
  switch (shape.type) {
    case 'Point':
      return `POINT (${place(shape.coordinates)})`
    case 'MultiPoint':
      return `MULTIPOINT (${shape.coordinates.map((each) => `(${place(each)})`).join(', ')})`
    case 'LineString':
      return `LINESTRING ${line(shape.coordinates)}`
    case 'MultiLineString':
      return `MULTILINESTRING ${area(shape.coordinates)}`
    case 'Polygon':
      return `POLYGON ${area(shape.coordinates)}`
    case 'MultiPolygon':
      return `MULTIPOLYGON (${shape.coordinates.map(area).join(', ')})`
  }
}

const short = (degrees: number): string => String(Math.round(degrees * 1e7) / 1e7)
