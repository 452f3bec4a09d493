import type { JSX } from 'preact'
import { formatEra } from '../../../../civic/era.ts'
import {
  Button,
  Card,
  ErrorSummary,
  LinkButton,
  LinkRow,
  LinkRows,
  type ResidentPageProps,
  TextInput,
} from '../../../../design/index.ts'
import type { ResidentSeed } from '../../seeds/city-people.ts'
import { simulatorMessages as m } from '../messages.ja.ts'
import { addressLine, fullName } from '../people.ts'
import { SimulatorPage } from './simulator-page.tsx'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city'>

export interface ChooseCardProps {
  readonly frame: Frame
  readonly people: readonly ResidentSeed[]
  readonly hrefOf: (person: ResidentSeed) => string
  readonly cancelHref: string
}

/** The fictional people, each a big line to press. */
export function ChooseCardPage({ frame, people, hrefOf, cancelHref }: ChooseCardProps): JSX.Element {
  return (
    <SimulatorPage frame={frame} title={m.chooseTitle}>
      <h1>{m.chooseTitle}</h1>
      <p>{m.chooseLead}</p>
      <p lang="en">{m.chooseEnglish}</p>
      <LinkRows>
        {people.map((person) => (
          <LinkRow
            href={hrefOf(person)}
            icon="card"
            title={m.choose(fullName(person))}
            note={[m.born(formatEra(person.birth)), addressLine(person.address), person.notes]
              .filter(Boolean)
              .join('　')}
          />
        ))}
      </LinkRows>
      <LinkButton href={cancelHref} label={m.cancel} kind="text" />
    </SimulatorPage>
  )
}

export interface SecretPageProps {
  readonly frame: Frame
  readonly title: string
  readonly action: string
  readonly csrf: string
  readonly person: ResidentSeed
  readonly what: 'pin' | 'sign'
  readonly button: string
  readonly error?: string
  readonly backHref: string
  readonly cancelHref: string
  /** The text that is being signed, exactly. */
  /** The texts to sign, one after the other. */
  readonly documents?: readonly { readonly title: string; readonly text: string }[]
}

/** Asks for the PIN or the signing password of the chosen card; the sample value is shown. */
export function SecretPage(props: SecretPageProps): JSX.Element {
  const { frame, title, action, csrf, person, what, button, error, backHref, cancelHref, documents = [] } = props
  const hint = what === 'pin' ? m.pinHint(person.pin) : m.signHint(person.signPassword ?? '')
  return (
    <SimulatorPage frame={frame} title={title} failed={error !== undefined}>
      {error !== undefined && <ErrorSummary problems={[{ id: 'secret', message: error }]} />}
      <h1>{title}</h1>
      {documents.length > 0 && <p>{m.signLead}</p>}
      {documents.map(({ title: name, text }, at) => (
        <section class="flow" aria-labelledby={`document-title-${at}`}>
          <h2 id={`document-title-${at}`}>
            {documents.length === 1 ? m.documentLabel : m.documentOf(at + 1, documents.length, name)}
          </h2>
          <Card>
            <pre class="signed-text">{text}</pre>
          </Card>
        </section>
      ))}
      <p>{m.pinLead(fullName(person))}</p>
      <form method="post" action={action} novalidate autocomplete="off">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="person" value={person.id} />
        <TextInput
          id="secret"
          name="secret"
          label={what === 'pin' ? m.pinLabel : m.signLabel}
          hint={hint}
          width={what === 'pin' ? '8' : '20'}
          inputmode={what === 'pin' ? 'numeric' : 'text'}
          autocomplete="off"
          {...(error === undefined ? {} : { error })}
        />
        <Button label={button} />
      </form>
      <p>
        <LinkButton href={backHref} label={m.anotherPerson} kind="text" />
      </p>
      <LinkButton href={cancelHref} label={m.cancel} kind="text" />
    </SimulatorPage>
  )
}

/** One sentence: the sample's own front page, or a sign-in whose time is over. */
export function SimulatorSentencePage(props: {
  readonly frame: Frame
  readonly title: string
  readonly text: string
  readonly portal: string
}): JSX.Element {
  return (
    <SimulatorPage frame={props.frame} title={props.title}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <LinkButton href={props.portal} label={m.toPortal} />
    </SimulatorPage>
  )
}
