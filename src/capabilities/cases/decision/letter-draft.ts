import { type Address, addressLines } from '../../../civic/address.ts'
import { dayOf, isDay } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { Answers, CompiledProcedure, Evaluation, Outcome } from '../../procedures/index.ts'
import type { PlacedValue } from '../answers-at.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { Attachment } from '../store/attachments.ts'

export interface LetterFacts {
  readonly receiptNumber: string
  readonly arrivedAt: Date
  readonly name: string
  readonly grounds: string
  readonly facts: readonly { readonly id: string; readonly label: string; readonly text: string }[]
  readonly values: Readonly<Record<string, unknown>>
  /** What was handed in, for a letter that shows a photo. */
  readonly attachments: readonly Pick<Attachment, 'fileId' | 'address' | 'content'>[]
}

/**
 * The letter of an outcome with everything it needs, in words; undefined when the outcome has none.
 * An adverse one carries the notice of remedies (教示, 行政不服審査法82条).
 */
export function letterDraftOf(
  procedure: CompiledProcedure,
  outcome: Outcome,
  answers: Answers,
  placed: readonly PlacedValue[],
  evaluation: Evaluation,
  given: LetterFacts,
): LetterDraft | undefined {
  const { definition } = procedure
  const letter = outcome.letter === undefined ? undefined : definition.letters[outcome.letter]
  if (!letter || outcome.letter === undefined) return undefined
  const values = { ...evaluation.values, ...given.values }
  const photo = letter.photo === undefined ? undefined : photoAt(letter.photo, placed, given.attachments)
  return {
    procedureId: definition.id,
    versionHash: procedure.hash,
    letter: outcome.letter,
    title: letter.title,
    template: letter.template,
    numbered: letter.numbered,
    seal: letter.seal,
    recipient: recipientOf(placed, given.name, definition.delivery),
    data: {
      case: {
        receiptNumber: given.receiptNumber,
        filedOn: formatEra(dayOf(given.arrivedAt)),
        procedure: definition.officialName,
      },
      outcome: { id: outcome.id, label: outcome.label.ja, adverse: outcome.adverse },
      facts: given.facts.map(({ label, text }) => ({ label, text })),
      values: withDayTexts(values),
      answers: withDayTexts(answers as Record<string, unknown>),
    },
    grounds: given.grounds,
    ...(outcome.remedies && outcome.remedies !== 'none' ? { remedies: outcome.remedies } : {}),
    ...(photo === undefined ? {} : { photo }),
  }
}

/** Whether the letter of an outcome shows a photo, so that what was handed in has to be looked up. */
export function showsPhoto({ definition }: Pick<CompiledProcedure, 'definition'>, outcome: Outcome): boolean {
  return outcome.letter !== undefined && definition.letters[outcome.letter]?.photo !== undefined
}

/** The photo as it is answered now; undefined when it comes another way. */
function photoAt(
  path: string,
  placed: readonly PlacedValue[],
  attachments: LetterFacts['attachments'],
): LetterDraft['photo'] {
  const answer = placed.find((each) => each.path === path)?.value
  const [first] = (Array.isArray(answer) ? answer : []) as readonly { readonly fileId?: string }[]
  const file = attachments.find(({ fileId }) => fileId === first?.fileId)
  return file && { address: file.address, key: file.content.key }
}

/**
 * Name and address as answered: where the person asked it to be sent, with whose place that is; else the address beside
 * the applicant's name, else the first one of the form. A company or group that applies stands first, and its
 * representative's post before the name.
 */
export function recipientOf(
  placed: readonly PlacedValue[],
  name: string,
  { sendTo, organisation }: Pick<CompiledProcedure['definition']['delivery'], 'sendTo' | 'organisation'> = {},
): LetterDraft['recipient'] {
  const textAt = (answerPath: string | undefined): string | undefined => {
    const value = answerPath === undefined ? undefined : placed.find(({ path }) => path === answerPath)?.value
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  }
  const company = textAt(organisation?.name)
  const post = company === undefined ? undefined : textAt(organisation?.post)
  const who = {
    ...(company === undefined ? {} : { organisation: company }),
    name: post === undefined ? name : `${post}　${name}`,
  }
  const named = placed.find(({ field, value }) => field.type === 'name' && value !== undefined)
  const isAddressed = ({ field, value }: PlacedValue) => field.type === 'address' && value !== undefined
  const elsewhere = placed.find((each) => isAddressed(each) && each.path === sendTo?.address)
  const found =
    elsewhere ??
    placed.find((each) => isAddressed(each) && each.group.id === named?.group.id) ??
    placed.find(isAddressed)
  const address = found?.value as unknown as Address | undefined
  if (!address) return { ...who, addressLines: [] }
  const [, ...lines] = addressLines(address)
  const host = elsewhere === undefined ? undefined : textAt(sendTo?.name)
  return { ...who, postcode: address.postcode, addressLines: [...lines, ...(host === undefined ? [] : [host])] }
}

/** Beside every day its words: `eventOn` → `eventOnText`, as deep as answers go. */
function withDayTexts(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value)) {
    if (Array.isArray(each)) out[key] = each.map((item) => (isRecord(item) ? withDayTexts(item) : item))
    else if (isRecord(each)) out[key] = withDayTexts(each)
    else {
      out[key] = each
      if (typeof each === 'string' && isDay(each)) out[`${key}Text`] = formatEra(each)
    }
  }
  return out
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
