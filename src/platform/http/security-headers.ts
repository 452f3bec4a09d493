import type { MiddlewareHandler } from 'hono'
import type { Surface } from '../capability.ts'
import type { WebEnv } from './web-env.ts'

/**
 * The browser's defences on every answer (OWASP ASVS 5.0 v3.4). No inline script or style anywhere;
 * users' files are shown in a sandbox without scripts and may be framed only by the office and the portal.
 */
export function securityHeaders(
  surface: Surface,
  options: { readonly https: boolean } & PolicyOptions,
): MiddlewareHandler<WebEnv> {
  const headers = {
    'content-security-policy': policy(surface, options),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), payment=(), usb=(), geolocation=(self)',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': surface === 'files' ? 'cross-origin' : 'same-origin',
    ...(surface === 'files' ? {} : { 'x-frame-options': 'DENY' }),
    ...(options.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  const entries = Object.entries(headers)
  return async (c, next) => {
    await next()
    const more = c.get('morePolicy')
    if (more !== undefined) {
      c.res.headers.set('content-security-policy', policy(surface, options, more))
      if (more.framedByOwn === true) c.res.headers.set('x-frame-options', 'SAMEORIGIN')
    }
    for (const [name, value] of entries) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

/** Sources that one page needs beside the usual ones: `'self'`, `blob:`, an origin. */
export interface MorePolicy {
  readonly worker?: readonly string[]
  readonly connect?: readonly string[]
  readonly image?: readonly string[]
  readonly frame?: readonly string[]
  /** Pages of the same origin may show this one in a frame. Only for what changes nothing when it is pressed. */
  readonly framedByOwn?: boolean
}

interface PolicyOptions {
  readonly filesOrigin?: string
  readonly framedBy?: readonly string[]
  /** Origins beside its own that a form, or what a form redirects to, may go to. */
  readonly formTargets?: readonly string[]
}

function policy(surface: Surface, options: PolicyOptions, more: MorePolicy = {}): string {
  if (surface === 'files') {
    return `default-src 'none'; img-src 'self'; form-action 'none'; sandbox; frame-ancestors ${(options.framedBy ?? []).join(' ') || "'none'"}`
  }
  const files = options.filesOrigin ?? ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data:", files, ...(more.image ?? [])].filter((each) => each !== '').join(' '),
    ["connect-src 'self'", ...(more.connect ?? [])].join(' '),
    ...(more.worker === undefined ? [] : [`worker-src ${more.worker.join(' ')}`]),
    "manifest-src 'self'",
    `frame-src ${[files, ...(more.frame ?? [])].filter((each) => each !== '').join(' ') || "'none'"}`,
    `form-action ${["'self'", ...(options.formTargets ?? [])].join(' ')}`,
    "base-uri 'none'",
    `frame-ancestors ${more.framedByOwn === true ? "'self'" : "'none'"}`,
    "object-src 'none'",
  ].join('; ')
}
