import type { JSX } from 'preact'
import { formatEraShort } from '../../../../civic/era.ts'
import { Button, Facts, Select, StaffPage, type StaffPageProps, Table, TextInput } from '../../../../design/index.ts'
import { permissionLabels, type RoleId, roles } from '../../staff/permissions.ts'
import { assignmentKinds, roleIds } from '../assignments.ts'
import { organisationMessages as m } from '../messages.ja.ts'
import { Version, WhatStandsNow } from './changed-meanwhile.tsx'
import { Done, fieldsOf, isFailed, Problems, type TypedForm } from './parts.tsx'
import { PersonFields } from './people.tsx'

type Frame = Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>
interface Choice {
  readonly id: string
  readonly name: string
}

export interface PersonPageProps {
  readonly frame: Frame
  readonly person: {
    readonly id: string
    readonly staff_number: string
    readonly name: string
    readonly name_kana: string
    readonly email: string | null
    readonly begins_on: string
    readonly ends_on: string | null
    readonly version: number
  }
  readonly assignments: readonly {
    id: string
    kind: string
    begins_on: string
    ends_on: string | null
    section: string
    post: string
  }[]
  readonly grants: readonly {
    id: string
    role: string
    begins_on: string
    ends_on: string | null
    section: string | null
  }[]
  readonly sections: readonly Choice[]
  readonly posts: readonly Choice[]
  readonly typed: TypedForm
  readonly done?: string
  /** Shown once after it was made. */
  readonly enrolmentLink?: string
}

/** One person: facts, assignments, roles, and how they get in. */
export function PersonPage(props: PersonPageProps): JSX.Element {
  const { frame, person, typed, done, enrolmentLink } = props
  const initial = (field: string): string =>
    ({
      number: person.staff_number,
      name: person.name,
      kana: person.name_kana,
      email: person.email ?? '',
      from: person.begins_on,
      to: person.ends_on ?? '',
    })[field] ?? ''
  return (
    <StaffPage
      {...frame}
      title={person.name}
      failed={isFailed(typed)}
      back={{ href: '/organisation/people', label: m.toPeople }}
    >
      <Problems typed={typed} />
      <h1>{person.name}</h1>
      <Done {...(done === undefined ? {} : { sentence: done })}>
        {enrolmentLink !== undefined && (
          <p>
            <code class="breakable">{enrolmentLink}</code>
          </p>
        )}
      </Done>
      <form method="post" action={`/organisation/people/${person.id}`} novalidate>
        <Hidden csrf={frame.csrf} />
        <Version typed={typed} form="person" version={person.version} />
        <WhatStandsNow typed={typed} form="person" version={person.version} fields={personFields} now={initial} />
        <PersonFields typed={typed} initial={initial} />
        <Button label={m.savePerson} />
      </form>
      <Assignments {...props} />
      <Roles {...props} />
      <section class="flow">
        <h2>{m.enrolment}</h2>
        <p>{m.enrolmentLead}</p>
        <form method="post" action={`/organisation/people/${person.id}/enrolment`}>
          <Hidden csrf={frame.csrf} />
          <Button label={m.makeEnrolment} kind="line" />
        </form>
        <p>{m.liftLead}</p>
        <form method="post" action={`/organisation/people/${person.id}/lift`}>
          <Hidden csrf={frame.csrf} />
          <Button label={m.liftWait} kind="line" />
        </form>
      </section>
    </StaffPage>
  )
}

const personFields = [
  { field: 'number', label: m.number },
  { field: 'name', label: m.name },
  { field: 'kana', label: m.kana },
  { field: 'email', label: m.email },
  { field: 'from', label: m.from },
  { field: 'to', label: m.to },
]

function Assignments({ frame, person, assignments, sections, posts, typed }: PersonPageProps): JSX.Element {
  const field = fieldsOf(typed, 'assignment')
  return (
    <section class="flow">
      <h2>{m.assignments}</h2>
      <Table
        caption={m.assignments}
        columns={[
          { id: 'place', label: m.place, heading: true },
          { id: 'kind', label: m.kind },
          { id: 'period', label: m.periodLabel },
          { id: 'end', label: m.endAssignment },
        ]}
        rows={assignments.map((held) => ({
          place: `${held.section} ${held.post}`,
          kind: m.kinds[held.kind as keyof typeof m.kinds],
          period: period(held),
          end: (
            <EndForm
              csrf={frame.csrf}
              action={`/organisation/people/${person.id}/assignments/${held.id}/end`}
              label={m.endAssignment}
              about={`：${held.section} ${held.post}`}
              open={held.ends_on === null}
            />
          ),
        }))}
      />
      <form method="post" action={`/organisation/people/${person.id}/assignments`} novalidate>
        <Hidden csrf={frame.csrf} />
        <h3>{m.addAssignment}</h3>
        <p class="hint">{m.principalNote}</p>
        <Select {...field('section')} label={m.section} options={sections.map(toOption)} />
        <Select {...field('post')} label={m.post} options={posts.map(toOption)} />
        <Select
          {...field('kind')}
          label={m.kind}
          options={assignmentKinds.map((kind) => ({ value: kind, label: m.kinds[kind] }))}
        />
        <TextInput {...field('from')} label={m.from} hint={m.dateHint} width="20" />
        <TextInput {...field('to')} label={m.to} width="20" required={false} />
        <Button label={m.addAssignment} kind="line" />
      </form>
    </section>
  )
}

function Roles({ frame, person, grants, sections, typed }: PersonPageProps): JSX.Element {
  const field = fieldsOf(typed, 'role')
  const labelOf = (role: string): string => (Object.hasOwn(roles, role) ? roles[role as RoleId].label : role)
  return (
    <section class="flow">
      <h2>{m.roles}</h2>
      <Table
        caption={m.roles}
        columns={[
          { id: 'role', label: m.role, heading: true },
          { id: 'section', label: m.section },
          { id: 'period', label: m.periodLabel },
          { id: 'end', label: m.endRole },
        ]}
        rows={grants.map((grant) => ({
          role: labelOf(grant.role),
          section: grant.section ?? m.wholeCity,
          period: period(grant),
          end: (
            <EndForm
              csrf={frame.csrf}
              action={`/organisation/people/${person.id}/roles/${grant.id}/end`}
              label={m.endRole}
              about={`：${labelOf(grant.role)}`}
              open={grant.ends_on === null}
            />
          ),
        }))}
      />
      <form method="post" action={`/organisation/people/${person.id}/roles`} novalidate>
        <Hidden csrf={frame.csrf} />
        <h3>{m.addRole}</h3>
        <details>
          <summary>{m.roleMeanings}</summary>
          <Facts facts={roleMeanings} />
        </details>
        <Select
          {...field('role')}
          label={m.role}
          options={roleIds.map((role) => ({ value: role, label: roles[role].label }))}
        />
        <Select
          {...field('section')}
          label={m.section}
          options={[{ value: 'city', label: m.wholeCity }, ...sections.map(toOption)]}
        />
        <TextInput {...field('from')} label={m.from} hint={m.dateHint} width="20" />
        <TextInput {...field('to')} label={m.to} width="20" required={false} />
        <Button label={m.addRole} kind="line" />
      </form>
    </section>
  )
}

/** Names of roles alone say too little to whoever gives them for the first time. */
const roleMeanings = roleIds.map((role) => ({
  term: roles[role].label,
  value: roles[role].permissions.map((permission) => permissionLabels[permission]).join('、'),
}))

function EndForm(props: {
  csrf?: string | undefined
  action: string
  label: string
  about: string
  open: boolean
}): JSX.Element | null {
  if (!props.open) return null
  return (
    <form method="post" action={props.action} class="inline-form" novalidate>
      <Hidden csrf={props.csrf} />
      <label>
        <span class="aloud">{`${m.lastDay}${props.about}`}</span>
        <input class="input width-12" name="to" placeholder={m.lastDay} autocomplete="off" />
      </label>
      <Button label={props.label} kind="text" small about={props.about} />
    </form>
  )
}

export function Hidden({ csrf }: { csrf?: string | undefined }): JSX.Element {
  return <input type="hidden" name="csrf" value={csrf} />
}

const toOption = (choice: Choice) => ({ value: choice.id, label: choice.name })

function period({ begins_on, ends_on }: { begins_on: string; ends_on: string | null }): string {
  return m.period(formatEraShort(begins_on), ends_on === null ? null : formatEraShort(ends_on))
}
