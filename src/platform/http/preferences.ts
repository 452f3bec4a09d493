import type { Context } from 'hono'
import { type Locale, locales } from '../i18n/local-text.ts'
import { readHostCookie, setHostCookie } from './cookies.ts'
import type { WebEnv } from './web-env.ts'

/** How a person wants to read: language, size, colours. Kept in a cookie of its own, needs no account. */
export interface Preferences {
  readonly locale: Locale
  readonly size: '100' | '125' | '150' | '200'
  readonly theme: 'system' | 'light' | 'dark'
  readonly contrast: 'system' | 'more'
}

export const sizes = ['100', '125', '150', '200'] as const
export const themes = ['system', 'light', 'dark'] as const
export const contrasts = ['system', 'more'] as const
const cookie = 'preferences'
const oneYear = 365 * 24 * 3600

/** Reads the cookie; anything unknown falls back to the default of that choice. `?lang=` wins over the cookie. */
export function readPreferences(c: Context<WebEnv>): Preferences {
  const [locale, size, theme, contrast] = (readHostCookie(c, cookie) ?? '').split('.')
  const asked = c.req.query('lang')
  return {
    locale: oneOf(locales, asked) ?? oneOf(locales, locale) ?? 'ja',
    size: oneOf(sizes, size) ?? '100',
    theme: oneOf(themes, theme) ?? 'system',
    contrast: oneOf(contrasts, contrast) ?? 'system',
  }
}

export function writePreferences(c: Context<WebEnv>, preferences: Preferences): void {
  const { locale, size, theme, contrast } = preferences
  setHostCookie(c, cookie, [locale, size, theme, contrast].join('.'), { maxAgeSeconds: oneYear })
}

/**
 * A language chosen by link stays chosen: the page that was asked for with `?lang=` leaves it in the cookie, whichever
 * capability the page is of. What machines read and what caches may keep sets no cookie.
 */
export function keepAskedLanguage(c: Context<WebEnv>): void {
  const asked = oneOf(locales, c.req.query('lang'))
  if (asked === undefined || c.req.method !== 'GET') return
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') === true
  if (isPage && c.res.headers.get('cache-control') === 'no-store')
    writePreferences(c, { ...readPreferences(c), locale: asked })
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find((each) => each === value)
}
