import { isDay } from '../../../civic/day.ts'
import { readInteger } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import { readPublicKey } from '../auth/assertion.ts'
import { attestable, scopes } from '../clients/client.ts'
import { readEndpoint } from '../webhooks/address.ts'
import { eventNames } from '../webhooks/events.ts'
import type { Proof, Terms } from './change.ts'
import { messages } from './messages.ja.ts'

export type Problems = Readonly<Record<string, string>>
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: Problems }

/** What a form may choose from in this city. */
export interface Choices {
  readonly sections: readonly { readonly code: string; readonly name: string }[]
  readonly procedures: readonly { readonly id: string; readonly name: string }[]
}

/** The terms as they were typed; every problem at once. */
export function readTerms(form: PostedForm, choices: Choices, today: string): Read<Terms> {
  const problems: Record<string, string> = {}
  const text = (name: 'name' | 'contact', most: number): string => {
    const value = form.text(name).trim()
    if (value === '' || [...value].length > most || /\p{Cc}/u.test(value)) problems[name] = messages.problems[name]
    return value
  }
  const ticked = (name: string, known: readonly string[]): readonly string[] =>
    known.filter((each) => form.fields.get(name)?.includes(each))
  const name = text('name', 100)
  const contact = text('contact', 200)
  const chosenScopes = ticked('scopes', scopes)
  if (chosenScopes.length === 0) problems.scopes = messages.problems.scopes
  const reach = form.text('reach')
  if (reach !== 'all' && reach !== 'chosen') problems.reach = messages.problems.reach
  const chosen = reach === 'chosen'
  const sections = chosen
    ? ticked(
        'sections',
        choices.sections.map(({ code }) => code),
      )
    : []
  const procedures = chosen
    ? ticked(
        'procedures',
        choices.procedures.map(({ id }) => id),
      )
    : []
  if (chosen && sections.length + procedures.length === 0) problems.procedures = messages.problems.procedures
  const perMinute = readInteger(form.text('perMinute')) ?? 0
  if (perMinute < 1 || perMinute > 6000) problems.perMinute = messages.problems.perMinute
  const day = readDate(form.text('validUntil').trim())
  const validUntil = day.ok ? day.day : ''
  if (!isDay(validUntil) || validUntil < today) problems.validUntil = messages.problems.validUntil
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const attests = ticked('attests', attestable)
  return {
    ok: true,
    value: { name, contact, scopes: chosenScopes, sections, procedures, attests, perMinute, validUntil },
  }
}

export function readProof(form: PostedForm): Read<Proof> {
  const kind = form.text('proof')
  if (kind === 'secret') return { ok: true, value: { kind } }
  if (kind !== 'key') return { ok: false, problems: { proof: messages.problems.proof } }
  const key = readJwk(form.text('key'))
  return key === undefined
    ? { ok: false, problems: { key: messages.problems.key } }
    : { ok: true, value: { kind, key } }
}

function readJwk(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > 5000) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const key = value as Readonly<Record<string, unknown>>
    return readPublicKey(key) === undefined ? undefined : key
  } catch {
    return undefined
  }
}

export function readWebhook(
  form: PostedForm,
  demo: boolean,
): Read<{ readonly url: string; readonly events: readonly string[] }> {
  const url = readEndpoint(form.text('url').trim(), demo)
  const events = eventNames.filter((each) => form.fields.get('events')?.includes(each))
  const problems = {
    ...(url === undefined ? { url: messages.problems.url } : {}),
    ...(events.length === 0 ? { events: messages.problems.events } : {}),
  }
  if (url === undefined || events.length === 0) return { ok: false, problems }
  return { ok: true, value: { url: url.href, events } }
}
