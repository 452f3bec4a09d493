import type { JSX } from 'preact'
import { formatEraShort } from '../../../../civic/era.ts'
import {
  Button,
  EmptyState,
  Select,
  StaffPage,
  type StaffPageProps,
  Table,
  TextInput,
} from '../../../../design/index.ts'
import { absenceReasons } from '../absences.ts'
import { organisationMessages as m } from '../messages.ja.ts'
import { AreaLinks, Done, fieldsOf, isFailed, Problems, type TypedForm } from './parts.tsx'
import { Hidden } from './person.tsx'

export interface AbsencesPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>
  readonly absences: readonly {
    id: string
    staff_id: string
    name: string
    begins_on: string
    ends_on: string
    reason: string
    deputy: string | null
  }[]
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  /** May enter absences of everybody; others their own only. */
  readonly forAll: boolean
  readonly self: string
  readonly typed: TypedForm
  readonly done?: string
}

/** Who is away when, and who decides meanwhile. */
export function AbsencesPage({
  frame,
  absences,
  colleagues,
  forAll,
  self,
  typed,
  done,
}: AbsencesPageProps): JSX.Element {
  const field = fieldsOf(typed, 'absence', (name) => (name === 'person' ? self : ''))
  const people = colleagues.map((one) => ({ value: one.id, label: one.name }))
  return (
    <StaffPage {...frame} title={m.absencesTitle} failed={isFailed(typed)}>
      <Problems typed={typed} />
      <h1>{m.absencesTitle}</h1>
      {forAll && <AreaLinks here="absences" />}
      <Done {...(done === undefined ? {} : { sentence: done })} />
      <h2>{m.absences}</h2>
      {absences.length === 0 ? (
        <EmptyState title={m.noAbsences} />
      ) : (
        <Table
          caption={m.absences}
          columns={[
            { id: 'name', label: m.person, heading: true },
            { id: 'period', label: m.periodLabel },
            { id: 'reason', label: m.reason },
            { id: 'deputy', label: m.deputy },
            { id: 'cancel', label: m.cancelAbsence },
          ]}
          rows={absences.map((absence) => ({
            name: absence.name,
            period: m.period(formatEraShort(absence.begins_on), formatEraShort(absence.ends_on)),
            reason: m.reasons[absence.reason as keyof typeof m.reasons],
            deputy: absence.deputy ?? m.noDeputy,
            cancel: (forAll || absence.staff_id === self) && (
              <form method="post" action={`/organisation/absences/${absence.id}/cancellation`}>
                <Hidden csrf={frame.csrf} />
                <input type="hidden" name="person" value={absence.staff_id} />
                <Button label={m.cancelAbsence} kind="text" small about={m.cancelAbout(absence.name)} />
              </form>
            ),
          }))}
        />
      )}
      <form method="post" action="/organisation/absences" novalidate>
        <Hidden csrf={frame.csrf} />
        <h2>{m.enterAbsence}</h2>
        {forAll ? <Select {...field('person')} label={m.person} options={people} /> : <p class="hint">{m.myAbsence}</p>}
        <TextInput {...field('from')} label={m.from} hint={m.dateHint} width="20" />
        <TextInput {...field('to')} label={m.lastDay} width="20" />
        <Select
          {...field('reason')}
          label={m.reason}
          options={absenceReasons.map((reason) => ({ value: reason, label: m.reasons[reason] }))}
        />
        <Select {...field('deputy')} label={m.deputy} hint={m.noDeputy} required={false} options={people} />
        <Button label={m.enterAbsence} />
      </form>
    </StaffPage>
  )
}
