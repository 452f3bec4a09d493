import type { Answers, GroupAnswers, Page, Problem } from '../../procedures/index.ts'
import { keptInputs, withoutItem } from '../drafts/bundled.ts'
import { type DraftBody, valueAt, withValueAt } from '../drafts/draft.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import type { SharedPage } from './rules/shared-pages.ts'
import { fieldOf, pathAt } from './shared-form.ts'

type Posted = ReadonlyMap<string, readonly string[]>

/** A shared page as it was posted and read by every procedure that asks something on it. */
export interface SharedReading {
  /** Draft → its answers with the page's questions replaced, and what could not be read, under its own names. */
  readonly drafts: ReadonlyMap<string, { readonly answers: Answers; readonly typed: Readonly<Record<string, string>> }>
  /** What the procedures say, at the paths of the shared page; one sentence once, with its procedure when not all say it. */
  readonly problems: readonly Problem[]
}

/** One group of a shared page in one procedure: its own name there, and which of its fields are asked here. */
interface Seat {
  readonly on: string
  readonly own: string
  readonly pageId: string
  readonly repeats: boolean
  readonly fields: ReadonlySet<string>
}

/**
 * Reads a posted shared page. Each procedure reads it with its own definition, as if its own page had been posted with
 * everything else on it unchanged: so each checks by its own rules, and says its own sentences.
 */
export function readShared(page: SharedPage, posted: Posted, drafts: readonly OpenVisit[]): SharedReading {
  const reads = drafts.flatMap((visit) => {
    const seats = seatsOf(page, visit.draft.id)
    return seats.length === 0 ? [] : [{ visit, seats, ...readOne(visit, seats, posted) }]
  })
  const agreed = agree(page, reads)
  return {
    drafts: new Map(agreed.map(({ visit, answers, typed }) => [visit.draft.id, { answers, typed }])),
    problems: saidOnce(reads),
  }
}

export function seatsOf(page: SharedPage, draftId: string): readonly Seat[] {
  return page.blocks.flatMap(({ group, questions }) => {
    const stands = questions.flatMap((question) => question.stands.filter(({ asker }) => asker === draftId))
    const [first] = stands
    if (first === undefined) return []
    const fields = new Set(stands.map(({ field }) => field.id))
    const { id: own, repeat } = first.group
    return [{ on: group.id, own, pageId: first.pageId, repeats: repeat !== undefined, fields }]
  })
}

interface OneReading {
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

function readOne(visit: OpenVisit, seats: readonly Seat[], posted: Posted): OneReading {
  const { procedure, filing, facts } = visit
  const { body } = visit.draft
  const own = (path: string): Seat | undefined => {
    const [group, field = ''] = withoutItem(path).split('.')
    return seats.find((seat) => seat.own === group && seat.fields.has(field))
  }
  let answers = body.answers
  const typed: Record<string, string> = {}
  const problems: Problem[] = []
  for (const pageId of new Set(seats.map((seat) => seat.pageId))) {
    const written = procedure.definition.pages.find(({ id }) => id === pageId)
    if (written === undefined) continue
    const here = seats.filter((seat) => seat.pageId === pageId)
    const form = formFor(written, here, posted, body, (path) => own(path) !== undefined)
    const read = procedure.readPage(pageId, form, body.answers, filing, facts)
    for (const seat of here) answers = taken(answers, read.answers, seat)
    for (const [name, text] of Object.entries(read.typed)) if (own(name) !== undefined) typed[name] = text
    for (const problem of read.problems) {
      const seat = own(problem.path)
      if (seat !== undefined) problems.push({ ...problem, path: `${seat.on}${problem.path.slice(seat.own.length)}` })
    }
  }
  return { answers, typed, problems }
}

/** The form of a procedure's own page: what was posted here under its own names, the rest as the draft holds it. */
function formFor(
  page: Page,
  seats: readonly Seat[],
  posted: Posted,
  body: DraftBody,
  isShared: (path: string) => boolean,
): Posted {
  const form = new Map(keptInputs(page, body, (path) => !isShared(path)))
  for (const [name, values] of posted) {
    for (const seat of seats) {
      if (!name.startsWith(`${seat.on}.`)) continue
      const rest = name.slice(seat.on.length + 1)
      if (rest === 'asked') form.set(`${seat.own}.asked`, [shownOf(values[0] ?? '', seat)])
      else if (rest === 'count' ? seat.repeats : isShared(`${seat.own}.${rest}`))
        form.set(`${seat.own}.${rest}`, values)
    }
  }
  return form
}

/** Of the questions that the shared page showed, those of this procedure. */
function shownOf(text: string, seat: Seat): string {
  return text
    .split(' ')
    .filter((path) => seat.fields.has(path.split('.').at(-1) ?? ''))
    .join(' ')
}

/** The answers with the shared fields of one group as they were read; other fields, also of the same item, stay. */
function taken(answers: Answers, read: Answers, { own, fields }: Seat): Answers {
  const given = read[own]
  const before = answers[own]
  if (Array.isArray(given)) {
    const items = Array.isArray(before) ? (before as readonly GroupAnswers[]) : []
    return {
      ...answers,
      [own]: (given as readonly GroupAnswers[]).map((item, i) => mixed(items[i] ?? {}, item, fields)),
    }
  }
  const old = before === undefined || Array.isArray(before) ? {} : (before as GroupAnswers)
  return { ...answers, [own]: mixed(old, (given as GroupAnswers | undefined) ?? {}, fields) }
}

function mixed(before: GroupAnswers, read: GroupAnswers, fields: ReadonlySet<string>): GroupAnswers {
  const kept = Object.entries(before).filter(([id]) => !fields.has(id))
  const fresh = Object.entries(read).filter(([id]) => fields.has(id))
  return Object.fromEntries([...kept, ...fresh])
}

type Read = OneReading & { readonly visit: OpenVisit; readonly seats: readonly Seat[] }

/** A procedure that does not ask a question now is given the answer all the same: it may ask it later. */
function agree(page: SharedPage, reads: readonly Read[]): readonly Read[] {
  let now = reads
  for (const { group, questions } of page.blocks) {
    for (const question of questions) {
      const counts = now.map((read) => itemCount(read, group.id))
      const items = group.repeat ? Array.from({ length: Math.max(0, ...counts) }, (_, i) => i) : [undefined]
      for (const item of items) now = sameFor(now, group.id, item, fieldOf(question))
    }
  }
  return now
}

function sameFor(reads: readonly Read[], on: string, item: number | undefined, field: string): readonly Read[] {
  const ownPath = ({ seats }: Read): string | undefined => {
    const seat = seats.find((each) => each.on === on && each.fields.has(field))
    return seat && pathAt(seat.own, item, field)
  }
  const heldValue = (read: Read): unknown => {
    const path = ownPath(read)
    return path === undefined ? undefined : valueAt(read.answers, path)
  }
  const known = reads.map(heldValue).find((value) => value !== undefined && value !== null && !isFiles(value))
  if (known === undefined) return reads
  return reads.map((read) => {
    const path = ownPath(read)
    if (path === undefined || heldValue(read) !== undefined || wrongAt(read, pathAt(on, item, field))) return read
    return { ...read, answers: withValueAt(read.answers, path, known) }
  })
}

/** Files belong to the application they were attached to: each has its own. */
function isFiles(value: unknown): boolean {
  return Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null && 'fileId' in one)
}

function wrongAt({ problems }: Read, path: string): boolean {
  return problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}.`))
}

function itemCount({ answers, seats }: Read, on: string): number {
  const seat = seats.find((each) => each.on === on)
  const items = seat === undefined ? undefined : valueAt(answers, seat.own)
  return Array.isArray(items) ? items.length : 0
}

/** The same sentence at the same place once. A sentence that is not said by all who ask there names its procedure. */
export function saidOnce(
  reads: readonly {
    readonly visit: OpenVisit
    readonly seats: readonly Seat[]
    readonly problems: readonly Problem[]
  }[],
): readonly Problem[] {
  const found = new Map<string, { problem: Problem; by: OpenVisit[] }>()
  for (const { visit, problems } of reads) {
    for (const problem of problems) {
      const key = JSON.stringify([problem.path, problem.severity, problem.message.ja])
      const known = found.get(key) ?? { problem, by: [] }
      found.set(key, known)
      if (!known.by.includes(visit)) known.by.push(visit)
    }
  }
  return [...found.values()].map(({ problem, by }) => {
    const [group, field = ''] = withoutItem(problem.path).split('.')
    const asking = reads.filter(({ seats }) => seats.some((seat) => seat.on === group && seat.fields.has(field)))
    return by.length >= asking.length ? problem : { ...problem, message: named(problem.message, by) }
  })
}

/** 「児童手当を申請する」：… */
export function named(message: Problem['message'], by: readonly OpenVisit[]): Problem['message'] {
  const names = by.map(({ procedure }) => procedure.definition.name)
  const ja = `${names.map((name) => `「${name.ja}」`).join('')}：${message.ja}`
  const easy = message.easy && `${names.map((name) => `「${name.easy ?? name.ja}」`).join('')}：${message.easy}`
  const en = message.en && `${names.map((name) => name.en ?? name.ja).join(', ')}: ${message.en}`
  return { ja, ...(easy === undefined ? {} : { easy }), ...(en === undefined ? {} : { en }) }
}
