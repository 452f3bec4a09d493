import type { ComponentChildren, JSX } from 'preact'
import {
  Button,
  ButtonRow,
  ErrorSummary,
  Facts,
  LinkButton,
  Notice,
  ReceiptPanel,
  ResidentPage,
  Tag,
  Text,
  TextInput,
  type Words,
} from '../../../../design/index.ts'
import type { VisitMessages } from '../messages.ts'
import type { Frame } from './frame.ts'

interface PageProps {
  readonly frame: Frame
  readonly m: VisitMessages
  readonly csrf: string
}

/** A booking in the words of one language. */
export interface ShownBooking {
  readonly number: string
  readonly state: keyof VisitMessages['booked']['states']
  readonly facts: readonly { readonly term: Words; readonly value: Words }[]
  readonly bring: readonly { readonly name: Words; readonly items: readonly Words[] }[]
  readonly items: readonly Words[]
}

/** It is booked: number and secret, and what to bring. */
export function DonePage({
  frame,
  m,
  csrf,
  shown,
  secret,
}: PageProps & { shown: ShownBooking; secret: string }): JSX.Element {
  return (
    <ResidentPage {...frame} title={m.done.title} layout="read">
      <ReceiptPanel title={m.done.title} number={shown.number} />
      <Notice title={m.done.secret}>
        <p>
          <span class="receipt-number">{secret}</span>
        </p>
        <p>
          <Text words={m.done.secretNote} />
        </p>
      </Notice>
      <FactList facts={shown.facts} />
      <Preparation m={m} shown={shown} />
      <form method="post" action="/moving/visit-done">
        <input type="hidden" name="csrf" value={csrf} />
        <Button kind="line" label={m.done.finish} />
      </form>
    </ResidentPage>
  )
}

/** Number and secret open a booking. */
export function EnterPage(
  props: PageProps & {
    readonly number: string
    /** Bookings of whoever is signed in. */
    readonly own: readonly { readonly id: string; readonly number: string; readonly when: string }[]
    readonly signIn: string
    readonly problems: readonly { readonly id?: string; readonly message: Words }[]
  },
): JSX.Element {
  const { frame, m, csrf, problems } = props
  const errorOf = (id: string): Words | undefined => problems.find((each) => each.id === id)?.message
  return (
    <ResidentPage
      {...frame}
      title={m.booked.enterTitle}
      layout="read"
      back={{ href: '/moving', label: m.title }}
      failed={problems.length > 0}
    >
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={m.booked.enterTitle} />
      </h1>
      {props.own.length > 0 && (
        <section class="flow">
          <h2>
            <Text words={m.booked.ownTitle} />
          </h2>
          {props.own.map((each) => (
            <form method="post" action="/moving/booking">
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="own" value={each.id} />
              <p>
                <Text words={each.when} />　<span class="keep">{each.number}</span>
              </p>
              <Button kind="line" label={m.booked.open} about={`：${each.number}`} />
            </form>
          ))}
        </section>
      )}
      <p>
        <Text words={m.booked.enterLead} />
      </p>
      {props.own.length === 0 && (
        <p class="hint">
          <a href={props.signIn}>
            <Text words={m.booked.signIn} />
          </a>
        </p>
      )}
      <form class="flow" method="post" action="/moving/booking">
        <input type="hidden" name="csrf" value={csrf} />
        <TextInput
          id="number"
          name="number"
          label={m.booked.number}
          value={props.number}
          error={errorOf('number')}
          width="20"
        />
        <TextInput id="secret" name="secret" label={m.booked.secret} error={errorOf('secret')} width="20" />
        <Button label={m.booked.open} />
      </form>
    </ResidentPage>
  )
}

/** One's own booking: when and where, what to bring, and the ways to change it. */
export function BookedPage(
  props: PageProps & { readonly shown: ShownBooking; readonly changeable: boolean; readonly said?: string },
): JSX.Element {
  const { frame, m, csrf, shown, changeable, said } = props
  return (
    <ResidentPage {...frame} title={m.booked.title} layout="read" back={{ href: '/moving', label: m.title }}>
      {said !== undefined && (
        <Notice>
          <p role="status">
            <Text words={said} />
          </p>
        </Notice>
      )}
      <h1>
        <Text words={m.booked.title} />
      </h1>
      <p>
        <Tag
          label={m.booked.states[shown.state]}
          tone={shown.state === 'booked' ? 'now' : shown.state === 'not-shown' ? 'wrong' : 'calm'}
          icon={false}
        />
      </p>
      {shown.state === 'not-shown' && (
        <p>
          <Text words={m.booked.notShown} />
        </p>
      )}
      <FactList facts={shown.facts} />
      {changeable && (
        <ButtonRow>
          <LinkButton href="/moving/booked/time" kind="line" label={m.booked.change} />
          <LinkButton href="/moving/booked/cancellation" kind="text" label={m.booked.cancel} />
        </ButtonRow>
      )}
      {shown.state === 'cancelled' && (
        <p>
          <LinkButton href="/moving/visit/move" kind="line" label={m.booked.again} />
        </p>
      )}
      {shown.state !== 'cancelled' && <Preparation m={m} shown={shown} />}
      <form method="post" action="/moving/booked/leave">
        <input type="hidden" name="csrf" value={csrf} />
        <Button kind="text" label={m.booked.leave} />
      </form>
    </ResidentPage>
  )
}

export function CancelPage({ frame, m, csrf, shown }: PageProps & { shown: ShownBooking }): JSX.Element {
  return (
    <ResidentPage
      {...frame}
      title={m.booked.cancelTitle}
      layout="read"
      back={{ href: '/moving/booked', label: m.booked.title }}
    >
      <h1>
        <Text words={m.booked.cancelTitle} />
      </h1>
      <FactList facts={shown.facts} />
      <p>
        <Text words={m.booked.cancelLead} />
      </p>
      <form method="post" action="/moving/booked/cancellation">
        <input type="hidden" name="csrf" value={csrf} />
        <ButtonRow>
          <Button label={m.booked.cancelYes} />
          <LinkButton href="/moving/booked" kind="line" label={m.booked.cancelNo} />
        </ButtonRow>
      </form>
    </ResidentPage>
  )
}

function FactList({ facts }: Pick<ShownBooking, 'facts'>): JSX.Element {
  return <Facts facts={facts.map(({ term, value }) => ({ term, value: <Text words={value} /> }))} />
}

function Preparation({ m, shown }: { m: VisitMessages; shown: ShownBooking }): JSX.Element {
  const list = (items: readonly Words[]): ComponentChildren =>
    items.map((each, index) => (
      <>
        {index > 0 && '、'}
        <Text words={each} />
      </>
    ))
  return (
    <>
      {shown.bring.length > 0 && (
        <>
          <h2>
            <Text words={m.booked.bringTitle} />
          </h2>
          <ul class="points">
            {shown.bring.map(({ name, items }) => (
              <li>
                <b>
                  <Text words={name} />
                </b>
                <br />
                <span class="hint">
                  <Text words={m.booked.bringFor('')} />
                  {list(items)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {shown.items.length > 0 && (
        <>
          <h2>
            <Text words={m.booked.doTitle} />
          </h2>
          <p>
            <Text words={m.booked.doLead} />
          </p>
          <ul class="points">
            {shown.items.map((item) => (
              <li>
                <Text words={item} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
