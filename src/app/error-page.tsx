import type { Context } from 'hono'
import { ErrorPage } from '../design/layouts/error-page.tsx'
import { pageCity, staffFrame } from '../design/layouts/frame.ts'
import { StaffErrorPage } from '../design/layouts/staff-error-page.tsx'
import { type AssetPaths, type HttpProblem, page, readPreferences, type WebEnv } from '../platform/http/index.ts'
import { type ErrorKey, errorWords } from './error-messages.ts'

/** The page a person sees instead of the one asked for. Says nothing of what went on inside. */
export function errorPage(c: Context<WebEnv>, problem: HttpProblem, assets: AssetPaths): Response {
  return c.get('surface') === 'office' || c.get('surface') === 'mynumber'
    ? staffErrorPage(c, problem)
    : residentErrorPage(c, problem, assets)
}

function staffErrorPage(c: Context<WebEnv>, problem: HttpProblem): Response {
  const words = errorWords.ja[errorKey(problem)]
  return page(
    c,
    StaffErrorPage({ ...staffFrame(c), title: words.title, lines: words.lines, ...reference(c, problem) }),
    { status: problem.status },
  )
}

function residentErrorPage(c: Context<WebEnv>, problem: HttpProblem, assets: AssetPaths): Response {
  const locale = c.get('locale') ?? 'ja'
  const words = errorWords[locale][errorKey(problem)]
  return page(
    c,
    ErrorPage({
      locale,
      title: words.title,
      lines: words.lines,
      city: pageCity(c.get('city'), locale),
      assets,
      display: readPreferences(c),
      ...reference(c, problem),
    }),
    { status: problem.status },
  )
}

/** Shown when we failed, so that the person can quote it. */
function reference(c: Context<WebEnv>, problem: HttpProblem): { readonly requestId?: string } {
  return problem.status >= 500 ? { requestId: c.get('requestId') } : {}
}

function errorKey(problem: HttpProblem): ErrorKey {
  if (problem.code === 'cross-site') return 'cross-site'
  switch (problem.status) {
    case 403:
    case 401:
      return 'forbidden'
    case 404:
    case 405:
    case 421:
      return 'not-found'
    case 409:
    case 410:
      return 'stale'
    case 413:
      return 'too-large'
    case 429:
      return 'too-many'
    case 503:
      return 'unavailable'
    case 500:
      return 'broken'
    default:
      return 'unreadable'
  }
}
