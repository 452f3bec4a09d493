import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { AnswerValue, CapacityClaim, Problem, ShownValue, SummarySection } from '../../procedures/index.ts'
import { valueAt } from '../drafts/draft.ts'
import type { OpenVisit } from '../drafts/visit.ts'

/**
 * Everything the check page shows and the submission goes by, computed once from the draft; what only the page shows
 * (sections, shown values) is worked out when it is read.
 */
export interface Review {
  readonly sections: readonly SummarySection[]
  /** What has to be put right first, with the page to do it on. */
  readonly blocking: readonly { readonly problem: Problem; readonly pageId: string | undefined }[]
  readonly warnings: readonly Problem[]
  readonly fee: {
    readonly total: number
    readonly lines: readonly {
      readonly id: string
      readonly label: LocalText
      readonly amount: number
      readonly quantity: number
    }[]
  }
  readonly shown: readonly ShownValue[]
  readonly claims: readonly CapacityClaim[]
  /** How the places will turn out as far as is known now. */
  readonly outlook?: 'reserved' | 'waiting' | 'lottery' | 'full'
  /** `portal`, `post` or `counter`. */
  readonly delivery: string
  /** `offered`: the procedure takes it without one, and this person's card could make one. */
  readonly signature: 'required' | 'offered' | 'none'
}

type SummaryRow = SummarySection['rows'][number]

type Reviewed = Pick<OpenVisit, 'draft' | 'procedure' | 'filing' | 'facts'> & Partial<Pick<OpenVisit, 'session'>>

export function reviewDraft(visit: Reviewed): Review {
  const { draft, procedure, filing, facts } = visit
  const { answers } = draft.body
  const { definition } = procedure
  const evaluation = procedure.evaluate(answers, filing, facts)
  const claims = procedure.capacity(answers, filing, facts)
  const blocking = evaluation.problems.filter(({ severity }) => severity !== 'warn')
  const outlook = outlookOf(visit, claims)
  let shown: readonly ShownValue[] | undefined
  return {
    get sections() {
      return procedure.summarise(answers, filing, facts, 'ja')
    },
    blocking: blocking.map((problem) => ({ problem, pageId: pageOf(visit, problem.path) })),
    warnings: evaluation.problems.filter(({ severity }) => severity === 'warn'),
    fee: evaluation.fee,
    get shown() {
      shown ??= procedure.shownValues(answers, filing, facts, 'resident')
      return shown
    },
    claims,
    ...(outlook === undefined ? {} : { outlook }),
    delivery: deliveryOf(definition.delivery, answers),
    signature: signatureOf(visit),
  }
}

function signatureOf({ procedure, session }: Reviewed): Review['signature'] {
  const { signature } = procedure.definition.assurance
  if (signature === 'required') return 'required'
  return signature === 'optional' && session?.profile !== undefined ? 'offered' : 'none'
}

/** The page on the person's way that asks for the answer of a path. */
export function pageOf(visit: Reviewed, path: string): string | undefined {
  const group = path.split('.')[0]
  const route = visit.procedure.route(visit.draft.body.answers, visit.filing, visit.facts)
  return route.find(({ page }) => page.groups.some(({ id }) => id === group))?.page.id
}

/** The first name on the path, its reading, and where mail reaches the person. */
export function contactOf(visit: Reviewed): {
  readonly name: string
  readonly nameKana?: string
  readonly email?: string
} {
  const { name, email } = firstNameAndMail(visit)
  const group = name?.path.split('.').slice(0, -1).join('.')
  const kana = ['familyKana', 'givenKana']
    .map((id) => (group === undefined ? undefined : valueAt(visit.draft.body.answers, `${group}.${id}`)))
    .filter((part): part is string => typeof part === 'string' && part !== '')
  return {
    name: name?.text.ja ?? '',
    ...(kana.length === 0 ? {} : { nameKana: kana.join(' ') }),
    ...(typeof email?.value === 'string' ? { email: email.value } : {}),
  }
}

function firstNameAndMail({
  procedure,
  draft,
  filing,
  facts,
}: Reviewed): Partial<Record<'name' | 'email', SummaryRow>> {
  const found: Partial<Record<'name' | 'email', SummaryRow>> = {}
  for (const { rows } of procedure.summarise(draft.body.answers, filing, facts, 'ja')) {
    for (const row of rows) {
      const { type } = row.field
      if ((type === 'name' || type === 'email') && row.value !== undefined) found[type] ??= row
    }
  }
  return found
}

function deliveryOf(
  rule: { readonly ways: readonly string[]; readonly field?: string },
  answers: OpenVisit['draft']['body']['answers'],
): string {
  const chosen = rule.field === undefined ? undefined : (valueAt(answers, rule.field) as AnswerValue | undefined)
  return typeof chosen === 'string' && rule.ways.includes(chosen) ? chosen : (rule.ways[0] ?? 'post')
}

function outlookOf(visit: Reviewed, claims: readonly CapacityClaim[]): Review['outlook'] {
  if (claims.length === 0) return undefined
  if (claims.some(({ method }) => method === 'lottery')) return 'lottery'
  const short = claims.filter(({ register, entry, quantity }) => {
    const left = visit.facts.register(register).find(({ id }) => id === entry)?.left
    return left !== undefined && left < quantity
  })
  if (short.length === 0) return 'reserved'
  return short.every(({ waitingList }) => waitingList) ? 'waiting' : 'full'
}
