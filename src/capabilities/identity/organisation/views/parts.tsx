import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary, Notice, Tabs } from '../../../../design/index.ts'
import { organisationMessages as m, problemSentence } from '../messages.ja.ts'
import type { Problem } from '../reading.ts'

/** A form as it was typed, with what has to be put right in it. `form` tells which of a page's forms it is. */
export interface TypedForm {
  readonly form: string
  readonly value: (field: string) => string
  readonly problems: readonly Problem[]
  /** A sentence about the whole form instead of a field: a stale page. */
  readonly sentence?: string
}

export const emptyForm: TypedForm = { form: '', value: () => '', problems: [] }

/** Fields of one form: their ids, typed values and errors. */
export function fieldsOf(typed: TypedForm, form: string, initial: (field: string) => string = () => '') {
  const mine = typed.form === form
  return (field: string) => {
    const problem = mine ? typed.problems.find((one) => one.field === field) : undefined
    return {
      id: `${form}-${field}`,
      name: field,
      value: mine ? typed.value(field) : initial(field),
      ...(problem === undefined ? {} : { error: problemSentence(problem) }),
    }
  }
}

/** What to put right, first on the page. */
export function Problems({ typed }: { typed: TypedForm }): JSX.Element {
  const problems = typed.problems.map((one) => ({ id: `${typed.form}-${one.field}`, message: problemSentence(one) }))
  return <ErrorSummary problems={typed.sentence === undefined ? problems : [{ message: typed.sentence }]} />
}

export function isFailed(typed: TypedForm): boolean {
  return typed.problems.length > 0 || typed.sentence !== undefined
}

/** Says that something was done; read out by screen readers. */
export function Done({ sentence, children }: { sentence?: string; children?: ComponentChildren }): JSX.Element | null {
  if (sentence === undefined) return null
  return (
    <Notice>
      <p role="status">{sentence}</p>
      {children}
    </Notice>
  )
}

/** The three pages of the area. */
export function AreaLinks({ here }: { here: 'people' | 'sections' | 'absences' | 'import' }): JSX.Element {
  const pages = [
    ['people', '/organisation/people', m.peopleTitle],
    ['sections', '/organisation/sections', m.sectionsTitle],
    ['absences', '/organisation/absences', m.absencesTitle],
    ['import', '/organisation/import', m.importTitle],
  ] as const
  return (
    <Tabs
      label={m.area}
      tabs={pages.map(([id, href, label]) => ({ href, label, ...(id === here ? { current: true } : {}) }))}
    />
  )
}
