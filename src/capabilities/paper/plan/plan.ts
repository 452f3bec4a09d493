import type { LocalText } from '../../../platform/i18n/local-text.ts'
import {
  type Choice,
  type Field,
  type Filer,
  type Group,
  namesNumberLaw,
  type ProcedureDefinition,
} from '../../procedures/index.ts'
import { conditionOf } from '../words/condition.ts'
import { both, type Condition, say, statements } from '../words/phrase.ts'
import { paperFilers } from './filers.ts'

/** What a paper form asks, in its order, before anything is laid out. The same for every city and every day. */
export interface FormPlan {
  readonly definition: ProcedureDefinition
  /** More than one: the paper asks who files. */
  readonly filers: readonly Filer[]
  readonly pages: readonly PlannedPage[]
  /** 個人番号: on a sheet of its own; empty where the definition does not ask or names no law that allows it. */
  readonly individualNumbers: readonly PlannedField[]
  /** Numbers of the boxes that every form has. */
  readonly own: { readonly filedOn: number; readonly filer?: number; readonly signature: number }
}

export interface PlannedPage {
  readonly title: LocalText
  readonly lead?: LocalText
  /** In words, up to and with とき (“if” in English). */
  readonly when?: LocalText
  readonly groups: readonly PlannedGroup[]
}

export interface PlannedGroup {
  readonly group: Group
  readonly when?: LocalText
  readonly fields: readonly PlannedField[]
}

export interface PlannedField {
  /** Printed beside the label, on every sheet of every language. A notice has none. */
  readonly number?: number
  /** Answer path without item: `children.birth`. */
  readonly path: string
  readonly group: Group
  readonly field: Field
  readonly when?: LocalText
  readonly choices: readonly { readonly choice: Choice; readonly when?: LocalText }[]
}

const plans = new WeakMap<ProcedureDefinition, FormPlan>()

/** The plan of a definition; made once. */
export function planForm(definition: ProcedureDefinition): FormPlan {
  const known = plans.get(definition)
  if (known) return known
  const made = makePlan(definition)
  plans.set(definition, made)
  return made
}

/** Fields are there unless their condition can never hold on paper; the numbers follow the order of the sheets. */
function makePlan(definition: ProcedureDefinition): FormPlan {
  const unnumbered = { definition, numberOf: () => undefined }
  const conditions = (when: string | undefined, group?: Group): Condition => conditionOf(when, unnumbered, group)
  const asked = definition.pages.flatMap((page) =>
    conditions(page.when).kind === 'never'
      ? []
      : page.groups
          .filter((group) => conditions(group.when).kind !== 'never')
          .flatMap((group) => (group.fields ?? []).map((field) => ({ page, group, field })))
          .filter(({ group, field }) => conditions(field.when, group).kind !== 'never'),
  )
  const lawful = namesNumberLaw(definition.legalBasis)
  const isNumber = (field: Field): boolean => field.type === 'individual-number'
  const filers = paperFilers(definition)
  const own = { filedOn: 1, ...(filers.length > 1 ? { filer: 2 } : {}) }
  const numbered = [
    ...asked.filter(({ field }) => !isNumber(field) && field.type !== 'notice'),
    ...asked.filter(({ field }) => isNumber(field) && lawful),
  ]
  const first = filers.length > 1 ? 3 : 2
  const numbers = new Map(numbered.map(({ group, field }, index) => [`${group.id}.${field.id}`, first + index]))
  if (own.filer !== undefined) numbers.set('filing.filer', own.filer)
  const naming = { definition, numberOf: (path: string) => numbers.get(path) }

  const planned = ({ group, field }: { readonly group: Group; readonly field: Field }): PlannedField => {
    const path = `${group.id}.${field.id}`
    const number = numbers.get(path)
    return {
      ...(number === undefined ? {} : { number }),
      path,
      group,
      field,
      ...whenOf(conditionOf(field.when, naming, group)),
      choices: (field.choices ?? []).flatMap((choice) => {
        const condition = conditionOf(choice.when, naming, group)
        return condition.kind === 'never' ? [] : [{ choice, ...whenOf(condition) }]
      }),
    }
  }
  // On a sheet of its own a field says also what its page and group say elsewhere.
  const alone = (each: (typeof asked)[number]): PlannedField => {
    const { when: _when, ...rest } = planned(each)
    const { page, group, field } = each
    const parts = [
      conditionOf(page.when, naming),
      conditionOf(group.when, naming),
      conditionOf(field.when, naming, group),
    ]
    return { ...rest, ...whenOf(both(parts)) }
  }
  const pages = definition.pages.flatMap((page) => {
    const groups = page.groups.flatMap((group) => {
      const fields = asked.filter((each) => each.page === page && each.group === group && !isNumber(each.field))
      return fields.length === 0
        ? []
        : [{ group, ...whenOf(conditionOf(group.when, naming)), fields: fields.map(planned) }]
    })
    if (groups.length === 0) return []
    const lead = page.lead === undefined ? {} : { lead: page.lead }
    return [{ title: page.title, ...lead, ...whenOf(conditionOf(page.when, naming)), groups }]
  })
  return {
    definition,
    filers,
    pages,
    individualNumbers: lawful ? asked.filter(({ field }) => isNumber(field)).map(alone) : [],
    own: { ...own, signature: first + numbered.length },
  }
}

/** The hint of a field, unless it speaks of what only a screen does: what it fills in, what it sends. */
export function hintOnPaper({ hint }: Field): LocalText | undefined {
  return hint === undefined || /出せます|画面|ここで送/.test(hint.ja) ? undefined : hint
}

/** More statements than a person follows: the items below say their own. */
const mostSaid = 6

const oneBelow: LocalText = {
  ja: '下の項目のどれかに当てはまる',
  easy: '下《した》に 書《か》いて ある ことが ある ',
  en: 'one of the items below applies',
}

function whenOf(condition: Condition): { readonly when?: LocalText } {
  const when = say(condition)
  if (when === undefined) return {}
  return { when: statements(condition) > mostSaid ? oneBelow : when }
}
