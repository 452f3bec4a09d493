import { z } from 'zod'
import { isDay } from '../../../civic/day.ts'

/**
 * The documented intake format, version 1 (`docs/moving-notices.md`, `docs/moving-notices.schema.json`): what any sender
 * delivers, whatever its own layout. An object holds nothing but what is named here, so that a 個人番号 has no place in it.
 */
export const intakeFormat = 'yanagi-moving'
export const intakeVersion = 1
/** Notices of one file, people of one notice. */
export const mostNotices = 2000
export const mostPeople = 30

export const noticeKinds = ['move-out', 'move-in', 'move-within'] as const
export type NoticeKind = (typeof noticeKinds)[number]

const text = (most: number) => z.string().min(1).max(most)
const day = z.string().refine(isDay, 'day').meta({ format: 'date' })

const address = z.strictObject({
  postcode: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
  /** Prefecture, municipality, 町字 and 番地以下 in one line. */
  line: text(200),
  /** 方書 */
  building: text(100).optional(),
  /** The same line in its parts (GIF), where the sender knows them. */
  parts: z.strictObject({ prefecture: text(10), city: text(40), town: text(80), block: text(80) }).optional(),
})
export type NoticeAddress = z.infer<typeof address>

/** What may be known of a person besides the four facts; what is absent is unknown, and asked at the counter. */
export const personFacts = ['care', 'disability', 'pregnant', 'nursery', 'school'] as const
/** What may be known of the household. */
export const householdFacts = [
  'dog',
  'moped',
  'car',
  'seal',
  'bulky',
  'taxes',
  'pension',
  /** Receives 児童手当. */
  'allowance',
  /** Joins a household that is there already, or the household is divided. */
  'joins',
] as const
export const insurances = ['national', 'company', 'elderly'] as const

const yesNoOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.partialRecord(z.enum(names), z.boolean())

const person = z.strictObject({
  name: text(101),
  kana: text(101),
  bornOn: day,
  sex: z.enum(['male', 'female']).optional(),
  /** 続柄 to the head of the household, as words. */
  relation: text(40).optional(),
  /** Holds a My Number card; absent: not known. */
  card: z.boolean().optional(),
  foreign: z.boolean().optional(),
  /** The one who filed. */
  self: z.boolean().optional(),
  facts: yesNoOf(personFacts).optional(),
})
export type NoticePerson = z.infer<typeof person>

const contact = z.strictObject({
  phone: text(20).optional(),
  email: text(254).optional(),
  /** When the person can be reached, as words. */
  when: text(100).optional(),
})

const wish = z.strictObject({
  day,
  /** Begin of the visit, `HH:MM`; absent: any time of the day. */
  starts: z
    .string()
    .regex(/^[0-2]\d:[0-5]\d$/)
    .optional(),
  /** Entry of the register `moving-counters`; absent: the first counter. */
  counter: text(60).optional(),
  who: z.enum(['self', 'household', 'agent']).optional(),
})

const signature = z.strictObject({
  result: z.enum(['valid', 'invalid', 'expired', 'revoked', 'unknown']),
  checkedAt: z.iso.datetime({ offset: true }).optional(),
  holder: z.strictObject({ name: text(101), bornOn: day }).optional(),
})

/** One notice: 転出届 by card (`move-out`), 転入予約 (`move-in`), 転居予約 (`move-within`). */
export const notice = z.strictObject({
  /** The sender's own number: the same one again is the same notice. */
  id: text(100),
  kind: z.enum(noticeKinds),
  filedAt: z.iso.datetime({ offset: true }),
  /** The day the people begin to live at the new address; may be a day to come. */
  movedOn: day,
  /** 転出予定日, as told to the former municipality. */
  plannedOutOn: day.optional(),
  /** The whole household, or some of it. */
  part: z.enum(['all', 'some']).optional(),
  from: address.optional(),
  to: address,
  /** 世帯主 at the old and at the new address. */
  head: z.strictObject({ from: text(101).optional(), to: text(101).optional() }).optional(),
  people: z.array(person).min(1).max(mostPeople),
  contact: contact.optional(),
  visit: wish.optional(),
  insurance: z.enum(insurances).optional(),
  facts: yesNoOf(householdFacts).optional(),
  signature: signature.optional(),
})
export type Notice = z.infer<typeof notice>

/** 取消: the notice of this number is taken back by the person. */
export const cancellation = z.strictObject({
  id: text(100),
  kind: z.literal('cancel'),
  filedAt: z.iso.datetime({ offset: true }),
  /** `id` of the notice. */
  refersTo: text(100),
})
export type Cancellation = z.infer<typeof cancellation>

export const intakeRow = z.union([notice, cancellation])
export type IntakeRow = z.infer<typeof intakeRow>

/** The whole file, for programs that check before they send. */
export const intakeFile = z.strictObject({
  format: z.literal(intakeFormat),
  version: z.literal(intakeVersion),
  /** Who sends: small letters, digits, hyphens. Numbers of two senders never meet. */
  sender: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(40),
  notices: z.array(intakeRow).min(1).max(mostNotices),
})

/** The published JSON Schema (2020-12) of the format. */
export function intakeSchema(): object {
  return {
    title: 'Yanagi: notices of moving, version 1',
    ...z.toJSONSchema(intakeFile, { unrepresentable: 'any' }),
  }
}
