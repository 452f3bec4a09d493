import { plainHyphens, toHalfWidth } from '../../../civic/digits.ts'
import { areaOf, crossesItself, isInJapan, isWithin, lengthOf, type Position } from '../../../civic/geo.ts'
import { groupDigits } from '../../../civic/money.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { AnswerValue, MapShapeAnswer, ShapeKind } from '../language/answers.ts'
import { shapeKinds } from '../language/field-types.ts'
import { type FieldContext, type FieldKind, type FieldProblem, nothing, problem, sameText, wrongKind } from './kind.ts'

/** More corners than this are a survey, which comes as a file. */
const mostPoints = 200
const fewest: Readonly<Record<ShapeKind, number>> = { point: 1, line: 2, area: 3 }
/** The boundary of the city is simplified: so many metres outside of it still count as inside. */
const boundaryMargin = 300
/** Lines of text that are read at all. */
const longest = 20_000
/** Smallest line and area that are something, in metres and square metres. */
const smallest = 0.01

const types = { point: 'Point', line: 'LineString', area: 'Polygon' } as const
const names: Readonly<Record<ShapeKind, LocalText>> = {
  point: { ja: '点', easy: '点《てん》', en: 'point' },
  line: { ja: '線', easy: '線《せん》', en: 'line' },
  area: { ja: '面', easy: '面《めん》（広《ひろ》さ）', en: 'area' },
}

/**
 * 地図の点・線・面. Posted as a list of latitude and longitude, one place a line; kept as a geometry of GeoJSON with six
 * decimals (about ten centimetres). Length and area are worked out here, never taken from a form.
 */
export const mapShape: FieldKind = {
  parts: ['kind', 'points', 'town'],
  problems: [
    'missing',
    'unreadable',
    'map-range',
    'shape-kind',
    'shape-line',
    'shape-few',
    'shape-many',
    'shape-flat',
    'shape-crossing',
    'shape-outside',
  ],
  read(posted, context) {
    const text = posted.get('points')
    if (text.trim() === '') return nothing
    if (text.length > longest) return { problems: [problem('shape-many', { max: mostPoints }, 'points')] }
    const kind = kindOf(posted.get('kind'), context)
    if (kind === undefined) return { problems: [problem('shape-kind', undefined, 'kind')] }
    const read = readPoints(text)
    if ('line' in read) return { problems: [problem('shape-line', { line: read.line, example }, 'points')] }
    const answer = shapeOf(kind, withoutRepeats(kind, read.points))
    const problems = checkShape(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (isShape(answer) ? checkShape(answer, context) : wrongKind),
  value(answer) {
    if (!isShape(answer)) return null
    const { kind, points, length, area } = measured(answer)
    return {
      kind,
      points: points.length,
      length: Math.round(length),
      area: Math.round(area),
      lengthHundredths: Math.round(length * 100),
      areaHundredths: Math.round(area * 100),
      geojson: JSON.stringify({ type: answer.type, coordinates: answer.coordinates }),
    }
  },
  show: (answer) => (isShape(answer) ? wordsOf(answer) : sameText('')),
  exportText: (answer) =>
    isShape(answer) ? JSON.stringify({ type: answer.type, coordinates: answer.coordinates }) : '',
  typed: (answer): Readonly<Record<string, string>> =>
    isShape(answer) ? { kind: shapeKindOf(answer), points: pointsOf(answer).map(lineOf).join('\n') } : {},
}

const example = '33.96350, 132.10120'

function kindOf(posted: string, { field }: FieldContext): ShapeKind | undefined {
  const allowed = field.shapes ?? shapeKinds
  const [only] = allowed
  return allowed.length === 1 ? only : allowed.find((kind) => kind === posted.trim())
}

/** One place a line, latitude first as maps say it; the other order (GeoJSON) can't be mistaken in Japan. */
function readPoints(text: string): { readonly points: readonly Position[] } | { readonly line: number } {
  const points: Position[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n|;/).entries()) {
    if (line.trim() === '') continue
    const parts = plainHyphens(toHalfWidth(line))
      .split(/[\s,、，()]+/)
      .filter((part) => part !== '')
    const [first, second] = parts.map(degrees)
    if (parts.length !== 2 || first === undefined || second === undefined) return { line: index + 1 }
    points.push(isInJapan([first, second]) ? [first, second] : [second, first])
  }
  return { points }
}

function degrees(text: string): number | undefined {
  return /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? rounded(Number(text)) : undefined
}

function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000
}

/** A place pressed twice is one; an area closes by itself. */
function withoutRepeats(kind: ShapeKind, points: readonly Position[]): readonly Position[] {
  const kept = points.filter((point, i) => i === 0 || !samePlace(point, points[i - 1]))
  return kind === 'area' && kept.length > 1 && samePlace(kept[0], kept.at(-1)) ? kept.slice(0, -1) : kept
}

function samePlace(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]
}

function shapeOf(kind: ShapeKind, points: readonly Position[]): MapShapeAnswer {
  const [first = [0, 0]] = points
  if (kind === 'point' && points.length === 1) return { type: 'Point', coordinates: first }
  if (kind === 'area') return { type: 'Polygon', coordinates: [[...points, first]] }
  // A point with several places is refused by its number of places.
  return { type: kind === 'point' ? 'Point' : 'LineString', coordinates: points } as MapShapeAnswer
}

function checkShape(answer: MapShapeAnswer, { field, city }: FieldContext): readonly FieldProblem[] {
  const kind = shapeKindOf(answer)
  const at = (code: string, params?: FieldProblem['params']): readonly FieldProblem[] => [
    problem(code, params, 'points'),
  ]
  if (!(field.shapes ?? shapeKinds).includes(kind)) return [problem('shape-kind', undefined, 'kind')]
  const points = pointsOf(answer)
  const most = kind === 'point' ? 1 : mostPoints
  if (points.length > most) return at('shape-many', { max: most })
  if (points.length < fewest[kind]) return at('shape-few', { min: fewest[kind] })
  if (!points.every(isInJapan)) return at('map-range')
  if (city.boundary && city.boundary.length > 0) {
    const { boundary } = city
    if (!points.every((point) => isWithin(point, boundary, boundaryMargin))) return at('shape-outside')
  }
  if (kind === 'line' && lengthOf(points) < smallest) return at('shape-flat')
  if (kind === 'area' && crossesItself(points)) return at('shape-crossing')
  return kind === 'area' && areaOf(points) < smallest ? at('shape-flat') : []
}

function measured(answer: MapShapeAnswer): {
  readonly kind: ShapeKind
  readonly points: readonly Position[]
  readonly length: number
  readonly area: number
} {
  const kind = shapeKindOf(answer)
  const points = pointsOf(answer)
  return {
    kind,
    points,
    length: kind === 'point' ? 0 : lengthOf(points, kind === 'area'),
    area: kind === 'area' ? areaOf(points) : 0,
  }
}

/** 「線：3点、長さ 約45.20 m（33.96350, 132.10120 → …）」: everything that was drawn, since it is what the person applies with. */
function wordsOf(answer: MapShapeAnswer): LocalText {
  const { kind, points, length, area } = measured(answer)
  const places = points.map(lineOf).join(' → ')
  const size = { length: hundredths(length), area: hundredths(area) }
  const words = {
    point: sameText(''),
    line: {
      ja: `、長さ 約${size.length} m`,
      easy: `、長《なが》さ ${size.length} mくらい`,
      en: `, about ${size.length} m long`,
    },
    area: {
      ja: `、面積 約${size.area} m²（周囲 約${size.length} m）`,
      easy: `、広《ひろ》さ ${size.area} m²くらい`,
      en: `, about ${size.area} m² (${size.length} m around)`,
    },
  }[kind]
  const count = points.length
  const part = (locale: 'ja' | 'easy' | 'en', counted: string): string =>
    `${names[kind][locale]}${counted}${words[locale]}（${places}）`
  return {
    ja: part('ja', kind === 'point' ? '' : `：${count}点`),
    easy: part('easy', kind === 'point' ? '' : `：点《てん》 ${count}`),
    en: part('en', kind === 'point' ? '' : ` of ${count} points`),
  }
}

function hundredths(value: number): string {
  const [whole = '0', part = '00'] = value.toFixed(2).split('.')
  return `${groupDigits(Number(whole))}.${part}`
}

function lineOf([lng, lat]: Position): string {
  return `${lat}, ${lng}`
}

function shapeKindOf({ type }: MapShapeAnswer): ShapeKind {
  return shapeKinds.find((kind) => types[kind] === type) ?? 'point'
}

/** What was drawn, ready for a picture; undefined for any other answer. */
export function drawnShape(
  answer: AnswerValue,
): { readonly kind: ShapeKind; readonly points: readonly Position[] } | undefined {
  return isShape(answer) ? { kind: shapeKindOf(answer), points: pointsOf(answer) } : undefined
}

/** The places of a shape in their order, without the closing one. */
function pointsOf(answer: MapShapeAnswer): readonly Position[] {
  if (answer.type === 'Polygon') return answer.coordinates[0]?.slice(0, -1) ?? []
  if (answer.type === 'LineString') return answer.coordinates
  const { coordinates } = answer
  return (Array.isArray(coordinates[0]) ? coordinates : [coordinates]) as readonly Position[]
}

function isShape(answer: AnswerValue): answer is MapShapeAnswer {
  if (typeof answer !== 'object' || Array.isArray(answer) || !('type' in answer) || !('coordinates' in answer))
    return false
  const { type, coordinates } = answer as { type: unknown; coordinates: unknown }
  if (type === 'Point') return isPlace(coordinates)
  if (type === 'LineString') return isPlaces(coordinates)
  return type === 'Polygon' && Array.isArray(coordinates) && coordinates.length === 1 && isRing(coordinates[0])
}

function isRing(value: unknown): boolean {
  return isPlaces(value) && value.length > 1 && samePlace(value[0], value.at(-1))
}

function isPlaces(value: unknown): value is readonly Position[] {
  return Array.isArray(value) && value.length <= mostPoints + 1 && value.every(isPlace)
}

function isPlace(value: unknown): value is Position {
  return Array.isArray(value) && value.length === 2 && value.every((part) => Number.isFinite(part))
}
