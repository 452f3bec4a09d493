import type { Context } from 'hono'
import { residentFrame } from '../../../../design/index.ts'
import { compressText, HttpProblem, page, type WebEnv } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { geoJson } from './collection.ts'
import { type Format, formatOf } from './format.ts'
import { ogcMessages } from './messages.ts'
import { crs84 } from './parameters.ts'
import { notFound, OgcProblem } from './problems.ts'
import { OgcPage, type OgcPageProps } from './views/ogc-page.tsx'

/** An answer in both of its forms. */
export interface Both {
  readonly json: () => unknown
  readonly html: () => Omit<OgcPageProps, 'm' | 'jsonHref' | 'locale' | 'city' | 'assets'>
  /** Of the JSON. */
  readonly type?: string
}

export type Answer = (c: Context<WebEnv>, asked: { readonly format: Format; readonly base: string }) => Promise<Both>

/** Datasets whose rows are places. */
export function isCollection({ state, definition }: PublicDataset): boolean {
  return state === 'published' && definition.geometry !== undefined
}

/** The collection of that name. Throws 404, and 410 when it was withdrawn. */
export function collectionIn(all: readonly PublicDataset[], id: string): PublicDataset {
  const dataset = all.find((each) => each.id === id)
  if (dataset?.state === 'withdrawn')
    throw new OgcProblem(
      410,
      'Withdrawn',
      `The collection was withdrawn on ${dataset.notice?.withdrawnOn}: ${dataset.notice?.reason}`,
    )
  if (dataset === undefined || !isCollection(dataset)) throw notFound('There is no such collection')
  return dataset
}

/** The answer to a question, in the form that was asked for; what is wrong with the question as `{code, description}`. */
export async function sendAnswer(c: Context<WebEnv>, answer: Answer): Promise<Response> {
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
  c.header('vary', 'accept', { append: true })
  let format: Format = 'json'
  try {
    format = formatOf(c.req.query('f'), c.req.header('accept'))
    const both = await answer(c, { format, base: `${c.get('city').origins.portal ?? ''}/ogc` })
    return format === 'html' ? htmlOf(c, both) : jsonOf(c, both.json(), 200, both.type)
  } catch (error) {
    // People get the page that they know for it.
    if (error instanceof OgcProblem && format === 'html' && error.status !== 406)
      throw new HttpProblem(error.status, error.code)
    return sendProblem(c, error)
  }
}

/** For programs. Throws again what is no answer of the API. */
export function sendProblem(c: Context<WebEnv>, error: unknown): Response {
  if (!(error instanceof OgcProblem)) throw error
  return jsonOf(c, { code: error.code, description: error.description }, error.status)
}

function htmlOf(c: Context<WebEnv>, { html }: Both): Response {
  const json = new URL(c.req.url).searchParams
  json.set('f', 'json')
  const m = ogcMessages[c.get('locale')]
  return page(c, <OgcPage {...residentFrame(c)} {...html()} m={m} jsonHref={`${c.req.path}?${json}`} />)
}

function jsonOf(c: Context, content: unknown, status: 200 | OgcProblem['status'], type = 'application/json'): Response {
  c.header('content-type', type)
  // Longitude before latitude, in the words of Part 2 (18-058r1, 7.5).
  if (type === geoJson && status === 200) c.header('content-crs', `<${crs84}>`)
  c.header('cache-control', status === 200 ? 'public, max-age=30' : 'no-store')
  return compressText(c, JSON.stringify(content), status)
}
