import { readNumber } from '../../../civic/digits.ts'
import type { AnswerValue, MapPointAnswer } from '../language/answers.ts'
import { type FieldKind, type FieldProblem, nothing, problem, sameText, wrongKind } from './kind.ts'

/** Japan with its islands, degrees. */
const range = { lat: [20, 46], lng: [122, 154] } as const

/** 地図の点. Kept to about a metre: more digits would only pretend to be exact. */
export const mapPoint: FieldKind = {
  parts: ['lat', 'lng', 'town'],
  problems: ['missing', 'unreadable', 'map-range'],
  read(posted) {
    const [latText, lngText] = [posted.get('lat').trim(), posted.get('lng').trim()]
    if (latText === '' && lngText === '') return nothing
    const [lat, lng] = [readNumber(latText), readNumber(lngText)]
    if (lat === undefined || lng === undefined) return { problems: [problem('map-range')] }
    const answer = { lat: round(lat), lng: round(lng) }
    const problems = checkPoint(answer)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer) => (isPoint(answer) ? checkPoint(answer) : wrongKind),
  value: (answer) => (isPoint(answer) ? { lat: answer.lat, lng: answer.lng } : null),
  show: (answer) => (isPoint(answer) ? sameText(`${answer.lat.toFixed(5)}, ${answer.lng.toFixed(5)}`) : sameText('')),
  exportText: (answer) => (isPoint(answer) ? `${answer.lat},${answer.lng}` : ''),
  typed: (answer): Readonly<Record<string, string>> =>
    isPoint(answer) ? { lat: String(answer.lat), lng: String(answer.lng) } : {},
}

function round(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000
}

function checkPoint({ lat, lng }: MapPointAnswer): readonly FieldProblem[] {
  const inside = lat >= range.lat[0] && lat <= range.lat[1] && lng >= range.lng[0] && lng <= range.lng[1]
  return inside ? [] : [problem('map-range')]
}

function isPoint(answer: AnswerValue): answer is MapPointAnswer {
  return typeof answer === 'object' && 'lat' in answer && Number.isFinite(answer.lat) && Number.isFinite(answer.lng)
}
