import type { Context } from 'hono'
import type { ComponentChildren, JSX } from 'preact'
import { StaffPage } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { officeFrame } from '../../identity/index.ts'
import { messages } from './messages.ja.ts'

/** A page of this capability as the answer to a request. */
export function screen(
  c: Context<WebEnv>,
  title: string,
  content: ComponentChildren,
  options: { readonly status?: 409 | 422; readonly back?: { readonly href: string; readonly label: string } } = {},
): Response {
  const tree: JSX.Element = (
    <StaffPage
      {...officeFrame(c)}
      title={title}
      failed={options.status !== undefined}
      {...(options.back === undefined ? {} : { back: options.back })}
    >
      {content}
    </StaffPage>
  )
  return page(c, tree, options.status === undefined ? {} : { status: options.status })
}

export const backToList = { href: '/moving', label: messages.title }

/** What every writing form of a notice carries: the token and the version that it shows. */
export function Hidden({ csrf, version }: { readonly csrf: string; readonly version?: number }): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      {version !== undefined && <input type="hidden" name="version" value={String(version)} />}
    </>
  )
}
