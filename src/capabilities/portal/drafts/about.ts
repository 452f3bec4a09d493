import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'

/** What somebody looked at on the page that led to a procedure, as its link says; ids of public things, never words of a person. */
export function aboutOf(c: Context<WebEnv>): string {
  const about = c.req.query('about') ?? ''
  return about.length > 200 ? '' : about
}

/** The path with what was looked at, so that it is not lost on the way over a sign-in. */
export function withAbout(c: Context<WebEnv>, path: string): string {
  const about = aboutOf(c)
  return about === '' ? path : `${path}?${new URLSearchParams({ about })}`
}
