import type { Context } from 'hono'
import type { ComponentChildren } from 'preact'
import { type StaffKey, StaffPage } from '../../design/index.ts'
import { page, readPreferences } from '../../platform/http/index.ts'
import type { WebEnv } from '../../platform/http/web-env.ts'
import { csrfToken, mayDo, type PermissionId, type StaffSession } from '../identity/index.ts'
import { caseWords } from './words.ja.ts'

export interface ScreenOptions {
  readonly title: string
  readonly failed?: boolean
  readonly keys?: readonly StaffKey[]
  readonly back?: { readonly href: string; readonly label: string }
  readonly refreshSeconds?: number
  readonly status?: 200 | 403 | 404 | 409 | 422
}

/** A page of this capability: the staff frame with the person, the areas and the city around it. */
export function screen(
  c: Context<WebEnv>,
  staff: StaffSession,
  options: ScreenOptions,
  children: ComponentChildren,
): Response {
  const city = c.get('city')
  const areas = (c.get('navigation') ?? [])
    .filter((item) => item.permission === undefined || mayDo(staff, item.permission as PermissionId))
    .map((item) => ({ href: item.path, label: item.label, current: item.path === '/cases' }))
  return page(
    c,
    <StaffPage
      title={options.title}
      failed={options.failed}
      assets={c.get('assets')}
      display={readPreferences(c)}
      city={{ name: city.name, demo: city.demo }}
      zone={caseWords.zone}
      areas={areas}
      person={{ name: staff.name, post: `${staff.sectionName} ${staff.postName}`, href: '/me' }}
      csrf={csrfToken(c)}
      keys={options.keys}
      back={options.back}
      refreshSeconds={options.refreshSeconds}
    >
      {children}
    </StaffPage>,
    { status: options.status ?? 200 },
  )
}
