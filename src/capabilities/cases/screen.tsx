import type { Context } from 'hono'
import type { ComponentChildren } from 'preact'
import { type StaffKey, StaffPage } from '../../design/index.ts'
import { page } from '../../platform/http/index.ts'
import type { WebEnv } from '../../platform/http/web-env.ts'
import { officeFrame, type StaffSession } from '../identity/index.ts'

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
  return page(
    c,
    <StaffPage
      {...officeFrame(c, staff)}
      title={options.title}
      failed={options.failed}
      keys={options.keys}
      back={options.back}
      refreshSeconds={options.refreshSeconds}
    >
      {children}
    </StaffPage>,
    { status: options.status ?? 200 },
  )
}
