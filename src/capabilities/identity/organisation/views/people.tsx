import type { JSX } from 'preact'
import {
  Button,
  EmptyState,
  LinkButton,
  Pagination,
  QueueTable,
  StaffPage,
  type StaffPageProps,
  TextInput,
} from '../../../../design/index.ts'
import { organisationMessages as m } from '../messages.ja.ts'
import type { PersonInList } from '../people-store.ts'
import { AreaLinks, fieldsOf, isFailed, Problems, type TypedForm } from './parts.tsx'

type Frame = Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>

export interface PeoplePageProps {
  readonly frame: Frame
  readonly query: string
  readonly people: readonly PersonInList[]
  readonly nextHref?: string
  readonly today: string
}

/** Everybody, by kana; one search box for number, name, kana and section. */
export function PeoplePage({ frame, query, people, nextHref, today }: PeoplePageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={m.peopleTitle} keys={[{ keys: ['/'], does: m.keys.search }]}>
      <h1>{m.peopleTitle}</h1>
      <AreaLinks here="people" />
      <form method="get" action="/organisation/people">
        <TextInput id="q" name="q" label={m.searchLabel} value={query} width="20" required={true} />
        <Button label={m.search} kind="line" />
      </form>
      {people.length === 0 ? (
        <EmptyState title={m.nobody} note={m.nobodyNote} />
      ) : (
        <QueueTable
          caption={m.people}
          columns={[
            { id: 'number', label: m.number },
            { id: 'name', label: m.name, main: true },
            { id: 'kana', label: m.kana, sorted: 'ascending' },
            { id: 'place', label: m.place },
          ]}
          rows={people.map((person) => ({
            id: person.id,
            cells: {
              number: person.staff_number,
              name: <a href={`/organisation/people/${person.id}`}>{person.name}</a>,
              kana: person.name_kana,
              place: person.ends_on !== null && person.ends_on < today ? m.left : (person.places ?? ''),
            },
          }))}
        />
      )}
      {nextHref !== undefined && <Pagination nextHref={nextHref} />}
      <LinkButton href="/organisation/people/new" label={m.addPerson} kind="line" />
    </StaffPage>
  )
}

export interface NewPersonPageProps {
  readonly frame: Frame
  readonly typed: TypedForm
}

export function NewPersonPage({ frame, typed }: NewPersonPageProps): JSX.Element {
  return (
    <StaffPage
      {...frame}
      title={m.addPerson}
      failed={isFailed(typed)}
      back={{ href: '/organisation/people', label: m.toPeople }}
    >
      <div class="read flow">
        <Problems typed={typed} />
        <h1>{m.addPerson}</h1>
        <form method="post" action="/organisation/people" novalidate>
          <input type="hidden" name="csrf" value={frame.csrf} />
          <PersonFields typed={typed} />
          <Button label={m.addPerson} />
        </form>
      </div>
    </StaffPage>
  )
}

/** The facts of a person; the same for adding and changing. */
export function PersonFields({
  typed,
  initial,
}: {
  typed: TypedForm
  initial?: (field: string) => string
}): JSX.Element {
  const field = fieldsOf(typed, 'person', initial)
  return (
    <>
      <TextInput {...field('number')} label={m.number} width="12" spellcheck={false} />
      <TextInput {...field('name')} label={m.name} width="20" />
      <TextInput {...field('kana')} label={m.kana} width="20" />
      <TextInput {...field('email')} label={m.email} width="20" required={false} spellcheck={false} />
      <TextInput {...field('from')} label={m.from} hint={m.dateHint} width="20" />
      <TextInput {...field('to')} label={m.to} width="20" required={false} />
    </>
  )
}
