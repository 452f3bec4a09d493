import { randomUUID } from 'node:crypto'
import type { AttachedFile, Words } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { Answers, Group, PageOnRoute, PlacedField, Problem } from '../../procedures/index.ts'
import { sayDay } from '../shared/dates.ts'
import { portalSettings } from '../shared/settings.ts'
import { formValues } from './form-values.ts'
import { lookUpBank, lookUpPostcode } from './lookups.ts'
import { type DraftsMessages, draftsMessages } from './messages.ts'
import { filesAt } from './uploads.ts'
import type { FieldView } from './views/field-common.ts'
import type { GroupView } from './views/form-page.tsx'
import type { OpenVisit } from './visit.ts'

/** What a page shows besides the draft itself. */
export interface PageState {
  readonly problems: readonly Problem[]
  /** What was typed, when it is not (or not yet) in the draft. */
  readonly typed: Readonly<Record<string, string>>
  /** Path of the field whose look-up button was pressed. */
  readonly looked?: string
}

/** The groups of a page, each field with its values, its error, and where its value came from. */
export function presentGroups(
  visit: OpenVisit,
  page: PageOnRoute,
  state: PageState,
  locale: Locale,
): readonly GroupView[] {
  return page.page.groups.flatMap((group) => {
    const placed = page.fields.filter((field) => field.group.id === group.id)
    if (placed.length === 0 && group.repeat === undefined) return []
    const view = (field: PlacedField): FieldView => presentField(visit, field, state, locale)
    return [{ ...headOf(group, placed), items: itemsOf(group, placed).map((fields) => fields.map(view)) }]
  })
}

/** Problems for the summary, each with the input it links to; the sentence is the one at the field. */
export function summaryOf(problems: readonly Problem[]): readonly { readonly id: string; readonly message: Words }[] {
  const seen = new Set<string>()
  return problems.flatMap((problem) => {
    const id = problem.path
    if (seen.has(`${id}\0${problem.message.ja}`)) return []
    seen.add(`${id}\0${problem.message.ja}`)
    return [{ id: fieldIdOf(problem), message: problem.message }]
  })
}

/** The page with as many items as its groups need at least, so that there is something to fill in. */
export function withMinimumItems(answers: Answers, groups: readonly Group[]): Answers {
  const missing = groups.filter((group) => {
    const items = answers[group.id]
    return group.repeat !== undefined && (Array.isArray(items) ? items.length : 0) < group.repeat.min
  })
  if (missing.length === 0) return answers
  const filled = missing.map((group) => {
    const items = (answers[group.id] ?? []) as readonly Record<string, never>[]
    return [group.id, Array.from({ length: group.repeat?.min ?? 0 }, (_, index) => items[index] ?? {})] as const
  })
  return { ...answers, ...Object.fromEntries(filled) }
}

/** A fresh key for a form that is rendered now. */
export const newFormKey = (): string => randomUUID()

/** Composite inputs carry the part in their id, except the one to put right first, which has the field's own. */
function fieldIdOf(problem: Problem): string {
  return problem.path.replace(
    /\.(?:era|year|month|day|family|given|postcode|prefecture|city|town|block|building|choice|kind|bankName|bankCode|branchName|branchCode|accountType|accountNumber|yuchoSymbol|yuchoNumber|holderKana|lat|lng|agreed|how)$/,
    '',
  )
}

function headOf(group: Group, placed: readonly PlacedField[]): Omit<GroupView, 'items'> {
  const head = { id: group.id, title: group.title, ...(group.hint === undefined ? {} : { hint: group.hint }) }
  if (group.repeat === undefined) return head
  const { item, add, min, max } = group.repeat
  return { ...head, repeat: { item, min, ...(itemsOf(group, placed).length < max ? { add } : {}) } }
}

function itemsOf(group: Group, placed: readonly PlacedField[]): readonly (readonly PlacedField[])[] {
  if (group.repeat === undefined) return [placed]
  const count = placed.reduce((most, field) => Math.max(most, (field.item ?? 0) + 1), 0)
  return Array.from({ length: count }, (_, item) => placed.filter((field) => field.item === item))
}

function presentField(visit: OpenVisit, placed: PlacedField, state: PageState, locale: Locale): FieldView {
  const m = draftsMessages[locale]
  const { draft, city, portal, procedure, facts } = visit
  const own = state.problems.filter(({ path }) => path === placed.path || path.startsWith(`${placed.path}.`))
  const refusals = own.filter((problem) => problem.severity !== 'warn')
  const values = formValues(placed.path, placed.field, draft.body.answers, state.typed)
  const source = draft.body.sources[placed.path]
  const [first] = refusals
  return {
    placed,
    values,
    wrong: refusals.map(({ path }) => path.slice(placed.path.length + 1)).filter((part) => part !== ''),
    files: filesOf(visit, placed, m, locale),
    fileMegabytes: portalSettings(city).fileMegabytes,
    waitingList: procedure.definition.capacity?.waitingList ?? false,
    map: portal.cityMap(city.id),
    asksNumber: facts.sealNumber !== undefined,
    noEntries: m.noEntries,
    ...(first === undefined ? {} : { error: first.message }),
    ...(source === undefined ? {} : { source: sourceWords(source, m) }),
    ...(state.looked === placed.path ? lookedUp(placed, values, m) : {}),
  }
}

function filesOf(visit: OpenVisit, placed: PlacedField, m: DraftsMessages, locale: Locale): readonly AttachedFile[] {
  if (placed.field.type !== 'file' && placed.field.type !== 'photo') return []
  return filesAt(visit.draft.body, placed.path).flatMap((file) => {
    if (file.fileId === undefined) return []
    return [
      {
        id: file.fileId,
        name: file.name ?? '',
        size: m.fileSize(((file.bytes ?? 0) / (1024 * 1024)).toFixed(1)),
        href: `/drafts/${visit.draft.id}/files/${file.fileId}`,
        ...(file.takenOn === undefined ? {} : { takenOn: sayDay(file.takenOn, locale) }),
      },
    ]
  })
}

function sourceWords(source: string, m: DraftsMessages): string {
  if (source === 'card') return m.sourceCard
  return source === 'photo' ? m.sourcePhoto : m.sourceAccount
}

function lookedUp(
  placed: PlacedField,
  values: Readonly<Record<string, string>>,
  m: DraftsMessages,
): Pick<FieldView, 'lookedUp' | 'towns'> {
  const { type } = placed.field
  if (type === 'account') {
    const found = lookUpBank(values.bankCode ?? '', values.branchCode ?? '')
    return { lookedUp: found === undefined ? m.lookedUpNoBank : m.lookedUpBank(found.bankName, found.branchName) }
  }
  if (type === 'map-point') return { lookedUp: m.townUsed }
  const place = lookUpPostcode(values.postcode ?? '')
  if (place === undefined) return { lookedUp: m.lookedUpNothing }
  const towns = place.towns.filter((town) => town !== '')
  return towns.length > 1 ? { lookedUp: m.lookedUpMany(towns.length), towns } : { lookedUp: m.lookedUpOne }
}
