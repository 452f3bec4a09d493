import type { JSX } from 'preact'
import { Table } from '../../../../design/index.ts'
import { organisationMessages as m } from '../messages.ja.ts'
import type { TypedForm } from './parts.tsx'

/** What a form was filled from, and what somebody else has made of it since. `field` are the form's own names. */
export interface Edited {
  readonly typed: TypedForm
  readonly form: string
  readonly version: number
  readonly fields: readonly { readonly field: string; readonly label: string }[]
  /** The value of a field as it is kept now. */
  readonly now: (field: string) => string
  /** How a value is said to people; as it is kept when absent. */
  readonly say?: (field: string, value: string) => string
}

/**
 * The hidden version of a form that changes something. A form that comes back to be put right keeps the version it was
 * filled from. One that was overtaken shows what the other person made of it, so saving it again is meant: it takes the
 * newest.
 */
export function Version({ typed, form, version }: Pick<Edited, 'typed' | 'form' | 'version'>): JSX.Element {
  const own = typed.form === form && !wasOvertaken(typed)
  return <input type="hidden" name="version" value={own ? typed.value('version') : version} />
}

/** Beside what was typed, what stands now: the second of two people sees the first one's work before saving over it. */
export function WhatStandsNow({ typed, form, fields, now, say = (_, value) => value }: Edited): JSX.Element | null {
  if (typed.form !== form || !wasOvertaken(typed)) return null
  const different = fields.filter(({ field }) => typed.value(field).trim() !== now(field))
  if (different.length === 0) return null
  return (
    <Table
      caption={m.overtaken.caption}
      showCaption
      columns={[
        { id: 'label', label: m.overtaken.field, heading: true },
        { id: 'now', label: m.overtaken.now },
        { id: 'typed', label: m.overtaken.typed },
      ]}
      rows={different.map(({ field, label }) => ({
        label,
        now: say(field, now(field)) || m.overtaken.empty,
        typed: say(field, typed.value(field).trim()) || m.overtaken.empty,
      }))}
    />
  )
}

function wasOvertaken(typed: TypedForm): boolean {
  return typed.problems.some((problem) => problem.code === 'changed-meanwhile')
}
