import type { z } from 'zod'
import { isIndividualNumber } from '../../../civic/check-digits.ts'
import { type Day, dayOf, daysBetween } from '../../../civic/day.ts'
import { isKana, normaliseKana } from '../../../civic/kana.ts'
import { nameFault } from '../../../civic/name.ts'
import { readPhone } from '../../../civic/phone.ts'
import { isMailAddress } from '../../../platform/mail/mail-content.ts'
import { parseJson } from '../../../platform/parse-json.ts'
import { messages } from './messages.ja.ts'
import {
  cancellation,
  type IntakeRow,
  intakeFormat,
  intakeVersion,
  mostNotices,
  type Notice,
  notice,
} from './notice.ts'

export const mostMegabytes = 8

/** A file as it was read: rows that can be taken and rows that can't, each with its place; or why there is nothing. */
export type FileReading =
  | { readonly ok: true; readonly sender: string; readonly rows: readonly RowReading[] }
  | { readonly ok: false; readonly sentence: string }

export type RowReading =
  | { readonly ok: true; readonly at: number; readonly row: IntakeRow }
  | { readonly ok: false; readonly at: number; readonly sentences: readonly string[] }

/** Reads a file of the documented format. Never throws for what a sender wrote. */
export function readIntakeFile(bytes: Uint8Array, now: Date): FileReading {
  if (bytes.byteLength > mostMegabytes * 1024 * 1024) return { ok: false, sentence: messages.tooLarge(mostMegabytes) }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { ok: false, sentence: messages.notUtf8 }
  }
  const data = parseJson(text)
  return data === undefined ? { ok: false, sentence: messages.notJson } : readIntake(data, now)
}

/** The same for what an adapter made of another layout. */
export function readIntake(data: unknown, now: Date): FileReading {
  if (!isObject(data) || data.format !== intakeFormat || data.version !== intakeVersion)
    return { ok: false, sentence: messages.notThisFormat }
  const { sender, notices } = data
  if (typeof sender !== 'string' || sender.length > 40 || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(sender))
    return { ok: false, sentence: messages.badSender }
  if (!Array.isArray(notices) || notices.length === 0) return { ok: false, sentence: messages.noNotices }
  if (notices.length > mostNotices) return { ok: false, sentence: messages.tooMany(mostNotices) }
  const seen = new Set<string>()
  const rows = notices.map((given: unknown, index): RowReading => {
    const at = index + 1
    const read = readRow(given, now)
    if (!read.ok) return { ...read, at }
    if (seen.has(read.row.id)) return { ok: false, at, sentences: [messages.twice] }
    seen.add(read.row.id)
    return { ok: true, at, row: read.row }
  })
  return { ok: true, sender, rows }
}

/** One row: its shape, then what a shape can't say. */
export function readRow(
  given: unknown,
  now: Date,
): { readonly ok: true; readonly row: IntakeRow } | { readonly ok: false; readonly sentences: readonly string[] } {
  if (!isObject(given)) return { ok: false, sentences: [messages.notObject] }
  if (holdsIndividualNumber(given)) return { ok: false, sentences: [messages.individualNumber] }
  if (given.kind === 'cancel') {
    const read = cancellation.safeParse(given, { reportInput: true })
    return read.success ? { ok: true, row: read.data } : { ok: false, sentences: sentencesOf(read.error) }
  }
  if (!['move-out', 'move-in', 'move-within'].includes(String(given.kind)))
    return { ok: false, sentences: [messages.badKind] }
  const read = notice.safeParse(given, { reportInput: true })
  if (!read.success) return { ok: false, sentences: sentencesOf(read.error) }
  const sentences = faultsOf(read.data, now)
  return sentences.length > 0 ? { ok: false, sentences } : { ok: true, row: tidied(read.data) }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text that is twelve digits with the right check digit, however it is spaced, at any depth. */
function holdsIndividualNumber(value: unknown, depth = 0): boolean {
  if (depth > 8) return false
  if (typeof value === 'number') return isIndividualNumber(String(value))
  if (typeof value === 'string')
    return (value.normalize('NFKC').match(/(?<!\d)(?:\d[ -]?){11}\d(?!\d)/g) ?? []).some((run) =>
      isIndividualNumber(run.replace(/[ -]/g, '')),
    )
  if (Array.isArray(value)) return value.some((each) => holdsIndividualNumber(each, depth + 1))
  return isObject(value) && Object.values(value).some((each) => holdsIndividualNumber(each, depth + 1))
}

/** Every problem once, in the order of the row; a place is a name of the format, never what stood there. */
function sentencesOf(error: z.ZodError): readonly string[] {
  return [...new Set(error.issues.map(sentenceOf))].slice(0, 20)
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part))).join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return messages.unknownKey(issue.keys.map((key) => key.slice(0, 40)).join('」「'))
    case 'invalid_type':
      return issue.input === undefined ? messages.missing(place) : messages.badShape(place)
    case 'invalid_value':
      return messages.badChoice(place)
    case 'too_small':
    case 'too_big':
      return messages.badLength(place)
    case 'custom':
      return messages.badDay(place)
    case 'invalid_format':
      return issue.format === 'datetime' ? messages.badMoment(place) : messages.badShape(place)
    default:
      return messages.badShape(place)
  }
}

const oneYear = 366

function faultsOf(row: Notice, now: Date): readonly string[] {
  const today: Day = dayOf(now)
  const filed = new Date(row.filedAt)
  const found: string[] = []
  // A sender's clock may be a little ahead of ours.
  if (filed.getTime() > now.getTime() + 3_600_000) found.push(messages.filedLater)
  if (Math.abs(daysBetween(dayOf(filed), row.movedOn)) > oneYear) found.push(messages.farAway)
  row.people.forEach((person, index) => {
    const place = `people.${index + 1}`
    if (nameFault(person.name) !== undefined && nameFault(person.name) !== 'too-long')
      found.push(messages.badCharacters(`${place}.name`))
    if (!isKana(normaliseKana(person.kana))) found.push(messages.badKana(`${place}.kana`))
    if (person.bornOn > today) found.push(messages.born)
  })
  for (const [place, text] of texts(row))
    if (/\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Zl}|\p{Zp}/u.test(text)) found.push(messages.badCharacters(place))
  if (row.people.filter(({ self }) => self === true).length > 1) found.push(messages.filerTwice)
  if (row.contact?.phone !== undefined && !readPhone(row.contact.phone).ok) found.push(messages.badPhone)
  if (row.contact?.email !== undefined && !isMailAddress(row.contact.email)) found.push(messages.badEmail)
  if (row.kind === 'move-in' && row.plannedOutOn === undefined) found.push(messages.plannedForIn)
  return [...new Set(found)]
}

/** Free texts of a notice; names are looked at by the rule for names. */
function texts(row: Notice): readonly (readonly [string, string])[] {
  return [
    ['id', row.id],
    ['to.line', row.to.line],
    ['to.building', row.to.building ?? ''],
    ['from.line', row.from?.line ?? ''],
    ['from.building', row.from?.building ?? ''],
    ['head.from', row.head?.from ?? ''],
    ['head.to', row.head?.to ?? ''],
    ['contact.when', row.contact?.when ?? ''],
    ['visit.counter', row.visit?.counter ?? ''],
    ...row.people.map((each, index) => [`people.${index + 1}.relation`, each.relation ?? ''] as const),
  ]
}

function tidied(row: Notice): Notice {
  const phone = row.contact?.phone === undefined ? undefined : readPhone(row.contact.phone)
  return {
    ...row,
    people: row.people.map((each) => ({ ...each, kana: normaliseKana(each.kana) })),
    ...(row.contact === undefined
      ? {}
      : { contact: { ...row.contact, ...(phone?.ok === true ? { phone: phone.phone } : {}) } }),
  }
}
