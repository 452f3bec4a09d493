import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { JSX } from 'preact'
import type { FormLimits, PostedForm } from '../../platform/http/index.ts'
import type { WebEnv } from '../../platform/http/web-env.ts'
import { csrfToken, postedForm } from '../identity/index.ts'

/** A posted form of a case screen: what was typed, the key it was rendered with, the version it showed. */
export interface CasePost extends PostedForm {
  readonly requestKey: string
  readonly version: number | undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string | undefined): text is string {
  return text !== undefined && uuid.test(text)
}

/** Reads the form and refuses one that this browser was not given. A form without a key gets one: it counts once. */
export async function readPost(c: Context<WebEnv>, limits?: FormLimits): Promise<CasePost> {
  const form = await postedForm(c, limits)
  const key = form.text('requestKey')
  const version = Number.parseInt(form.text('version'), 10)
  return {
    ...form,
    requestKey: isUuid(key) ? key : randomUUID(),
    version: Number.isSafeInteger(version) ? version : undefined,
  }
}

/** Fields that every writing form carries: token, key (made now, one effect), version shown. */
export function hiddenFields(
  c: Context<WebEnv>,
  version?: number,
): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: 'csrf', value: csrfToken(c) },
    { name: 'requestKey', value: randomUUID() },
    ...(version === undefined ? [] : [{ name: 'version', value: String(version) }]),
  ]
}

export function Hidden({
  fields,
}: {
  fields: readonly { readonly name: string; readonly value: string }[]
}): JSX.Element {
  return (
    <>
      {fields.map((field) => (
        <input type="hidden" name={field.name} value={field.value} />
      ))}
    </>
  )
}
