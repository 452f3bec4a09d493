import type { JSX } from 'preact'
import { Button, DeskSection, Facts, NumberInput, Table, TextArea, TextInput } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { caseWords } from '../words.ja.ts'
import { shortMoment } from '../words.ts'
import { DrawSection } from './draw-section.tsx'
import type { PlacedEntry } from './entry.ts'
import { placesMessages as messages } from './messages.ja.ts'
import type { Participant } from './participants.ts'
import type { EntryView } from './view.ts'

export type HiddenFields = () => readonly { readonly name: string; readonly value: string }[]

/** Every entry with places. */
export function PlacesPage({ entries }: { entries: readonly PlacedEntry[] }): JSX.Element {
  const words = messages.overview
  return (
    <>
      <h1>{messages.title}</h1>
      <p>{messages.lead}</p>
      {entries.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <Table
          caption={messages.title}
          columns={[
            { id: 'session', label: words.session, heading: true },
            { id: 'method', label: words.method },
            { id: 'closes', label: words.closes },
            { id: 'capacity', label: words.capacity, number: true },
            { id: 'quota', label: words.quota, number: true },
          ]}
          rows={entries.map(({ register, entry, terms, closesOn }) => ({
            session: <a href={`/cases/places/${register}/${entry.id}`}>{entry.label.ja}</a>,
            method: messages.methods[terms.method],
            closes: closesOn ?? messages.always,
            capacity: entry.capacity,
            quota: entry.officeQuota ?? 0,
          }))}
        />
      )}
    </>
  )
}

export interface EntryPageProps {
  readonly view: EntryView
  readonly hidden: HiddenFields
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
  readonly portal: string
  readonly mayPropose: boolean
  readonly mayExport: boolean
}

/** One entry: how many places, who has them, who waits, the draw, and what can be done. Works without script. */
export function EntryPlacesPage(props: EntryPageProps): JSX.Element {
  const { view } = props
  const base = `/cases/places/${view.placed.register}/${view.placed.entry.id}`
  const general = props.problems.act
  return (
    <>
      <h1>{view.placed.entry.label.ja}</h1>
      {general !== undefined && (
        <p role="alert" id="act">
          {general}
        </p>
      )}
      <Facts facts={countFacts(view)} />
      {props.mayExport && (
        <p>
          <a href={`${base}/reception.csv`}>{messages.csv}</a>
        </p>
      )}
      {view.placed.terms.method === 'lottery' && <DrawSection {...props} base={base} />}
      <DeskSection id="waiting" title={messages.waitingList}>
        {view.waiting.length === 0 ? (
          <p>{messages.noWaiting}</p>
        ) : (
          <People people={view.waiting} caption={messages.waitingList} base={base} hidden={props.hidden} ordered />
        )}
      </DeskSection>
      <DeskSection id="applications" title={messages.applications}>
        {view.participants.length === 0 ? (
          <p>{messages.noApplications}</p>
        ) : (
          <People people={view.participants} caption={messages.applications} base={base} hidden={props.hidden} />
        )}
      </DeskSection>
      <TakeSection {...props} base={base} />
    </>
  )
}

function countFacts({ count, placed }: EntryView) {
  const words = messages.counts
  const fact = (term: string, value: number) => ({ term, value: messages.people(value) })
  return [
    fact(words.seats, count.seats),
    fact(words.taken, count.taken),
    fact(words.left, count.left),
    ...(placed.terms.method === 'lottery'
      ? [fact(words.inDraw, count.inDraw)]
      : [fact(words.quota, count.quota), fact(words.quotaLeft, count.quotaLeft), fact(words.waiting, count.waiting)]),
    { term: words.closes, value: placed.closesOn ?? messages.always },
    ...(placed.terms.promoteUntil === undefined
      ? []
      : [{ term: words.promoteUntil, value: placed.terms.promoteUntil }]),
  ]
}

function People({
  people,
  caption,
  base,
  hidden,
  ordered,
}: {
  people: readonly Participant[]
  caption: string
  base: string
  hidden: HiddenFields
  ordered?: boolean
}): JSX.Element {
  const words = messages.columns
  return (
    <Table
      caption={caption}
      columns={[
        ...(ordered ? [{ id: 'order', label: words.order, number: true }] : []),
        { id: 'number', label: words.number, heading: true },
        { id: 'name', label: words.name },
        { id: 'channel', label: words.channel },
        { id: 'quantity', label: words.quantity, number: true },
        { id: 'standing', label: words.standing },
        { id: 'act', label: words.act },
      ]}
      rows={people.map((each, index) => ({
        order: index + 1,
        number: each.caseId === undefined ? each.number : <a href={`/cases/${each.caseId}`}>{each.number}</a>,
        name: each.name ?? messages.hidden,
        channel: each.channel === 'telephone' ? messages.telephone : (caseWords.channels[each.channel] ?? each.channel),
        quantity: each.place.quantity,
        standing: standingText(each),
        act: <Acts person={each} base={base} hidden={hidden} />,
      }))}
    />
  )
}

function standingText({ place }: Participant): string {
  const text = messages.standings[place.standing]
  return place.until === undefined ? text : `${text}（${messages.until(shortMoment(new Date(place.until)))}）`
}

/** What the office may do with a place from here. An application's place goes with its case; a hold is given back here. */
export function actsFor(person: Participant): readonly ('release' | 'promote' | 'decline')[] {
  const { standing } = person.place
  if (person.name === undefined) return []
  if (standing === 'offered') return ['promote', 'decline']
  const isHold = person.number.startsWith('TEL-')
  const mayGiveBack = ['asked', 'reserved', 'waiting', 'lottery', 'won'].includes(standing)
  return [
    ...(standing === 'waiting' ? (['promote'] as const) : []),
    ...(isHold && mayGiveBack ? (['release'] as const) : []),
  ]
}

function Acts({
  person,
  base,
  hidden,
}: {
  person: Participant
  base: string
  hidden: HiddenFields
}): JSX.Element | null {
  const acts = actsFor(person)
  if (acts.length === 0) return null
  const offered = person.place.standing === 'offered'
  const labels = {
    release: messages.release,
    promote: offered ? messages.accept : messages.promote,
    decline: messages.decline,
  }
  return (
    <form method="post" action={`${base}/places`}>
      <Hidden fields={hidden()} />
      <input type="hidden" name="number" value={person.number} />
      {acts.map((act) => (
        <Button label={labels[act]} name="act" value={act} kind="line" small about={`：${person.number}`} />
      ))}
    </form>
  )
}

function TakeSection({ hidden, typed, problems, base }: EntryPageProps & { base: string }): JSX.Element {
  const error = (name: string) => (problems[name] === undefined ? {} : { error: problems[name] })
  return (
    <DeskSection id="take" title={messages.take}>
      <form class="flow" method="post" action={`${base}/holds`}>
        <Hidden fields={hidden()} />
        <p class="hint">{messages.takeHint}</p>
        <TextInput id="name" name="name" label={messages.fields.name} value={typed('name')} {...error('name')} />
        <TextInput id="phone" name="phone" label={messages.fields.phone} required={false} value={typed('phone')} />
        <NumberInput
          id="quantity"
          name="quantity"
          label={messages.fields.quantity}
          value={typed('quantity')}
          {...error('quantity')}
        />
        <Button label={messages.takeButton} kind="line" />
      </form>
    </DeskSection>
  )
}

/** The reason of a repetition, typed by the proposer. */
export function ReasonField({ value, error }: { value: string; error?: string }): JSX.Element {
  return (
    <TextArea
      id="reason"
      name="reason"
      label={messages.fields.reason}
      value={value}
      limit={500}
      rows={2}
      {...(error === undefined ? {} : { error })}
    />
  )
}
