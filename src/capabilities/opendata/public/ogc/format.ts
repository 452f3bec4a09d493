import { invalid, OgcProblem } from './problems.ts'

export type Format = 'json' | 'html'

/** Words of `f`. */
const named: ReadonlyMap<string, Format> = new Map([
  ['json', 'json'],
  ['geojson', 'json'],
  ['html', 'html'],
])

/**
 * What a client gets: by `f`, else by what it accepts. Generous to programs: every kind of JSON is JSON, and without a wish there is
 * JSON. Throws 400 and 406.
 */
export function formatOf(f: string | undefined, accept: string | undefined): Format {
  if (f !== undefined) {
    const format = named.get(f)
    if (format === undefined) throw invalid(`f must be one of ${[...named.keys()].join(', ')}`)
    return format
  }
  const wishes = (accept ?? '*/*').slice(0, 1000).split(',').map(wishOf)
  const [best] = wishes
    .filter(({ format, weight }) => format !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  if (best?.format === undefined)
    throw new OgcProblem(406, 'NotAcceptable', 'application/geo+json, application/json and text/html are given out')
  return best.format
}

function wishOf(part: string): { readonly format: Format | undefined; readonly weight: number } {
  const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
  const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1)
  const html = type === 'text/html' || type === 'text/*' || type === 'application/xhtml+xml'
  const json = /^application\/(?:\*|(?:[\w.-]+\+)?json)$/.test(type) || type === '*/*'
  return { format: html ? 'html' : json ? 'json' : undefined, weight: Number.isFinite(weight) ? weight : 0 }
}
