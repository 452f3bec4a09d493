import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import { isUuid } from '../shared/uuid.ts'

/** What somebody looked at on the page that led to a procedure, as its link says; ids of public things, never words of a person. */
export function aboutOf(c: Context<WebEnv>): string {
  const about = c.req.query('about') ?? ''
  return about.length > 200 ? '' : about
}

/** The decided application, and its follow-up, that led to a procedure (`after=<application>.<follow-up>`). */
export function afterOf(
  c: Context<WebEnv>,
): { readonly applicationId: string; readonly followUpId: string } | undefined {
  const [applicationId = '', followUpId = ''] = (c.req.query('after') ?? '').split('.', 2)
  return isUuid(applicationId) && /^[a-z0-9-]{1,60}$/.test(followUpId) ? { applicationId, followUpId } : undefined
}

/** The path with what led here, so that it is not lost on the way over a sign-in. */
export function withAbout(c: Context<WebEnv>, path: string): string {
  const [about, after] = [aboutOf(c), afterOf(c)]
  const words = new URLSearchParams({
    ...(about === '' ? {} : { about }),
    ...(after === undefined ? {} : { after: `${after.applicationId}.${after.followUpId}` }),
  })
  return words.size === 0 ? path : `${path}?${words}`
}
