import type { ComponentChildren, JSX } from 'preact'
import {
  type Fact,
  Facts,
  ResidentPage,
  type ResidentPageProps,
  Table,
  Text,
  type Words,
} from '../../../../design/index.ts'
import type { PublicDraw } from '../../../exchange/index.ts'
import type { DrawCheck } from '../draw-check.ts'
import type { DrawMessages } from '../messages.ts'

export interface DrawPageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: DrawMessages
  readonly draw: PublicDraw
  readonly check: DrawCheck
  readonly session: Words
  readonly closes: string
  readonly moment: (iso: string) => string
}

/** Everything about one draw that anybody may know, and how to check it. */
export function DrawPage(props: DrawPageProps): JSX.Element {
  const { m, draw, check } = props
  const { frozen } = draw
  return (
    <ResidentPage {...props.frame} title={m.title} layout="read" back={{ href: '/procedures', label: m.back }}>
      <h1>
        <Text words={m.title} />
      </h1>
      <p class="lead">
        <Text words={m.lead} />
      </p>
      <Facts facts={factsOf(props)} />
      <Checks m={m} check={check} />
      {draw.drawn && frozen && (
        <Section title={m.results}>
          <Table
            caption={m.results}
            columns={[
              { id: 'rank', label: m.columns.rank, number: true },
              { id: 'id', label: m.columns.id, heading: true },
              { id: 'places', label: m.columns.places, number: true },
              { id: 'result', label: m.columns.result },
            ]}
            rows={draw.drawn.results.map(({ id, result }, index) => ({
              rank: index + 1,
              id: <span class="mono">{id}</span>,
              places: frozen.entries.find((entry) => entry.id === id)?.places,
              result: <Text words={m[result]} />,
            }))}
          />
        </Section>
      )}
      {frozen && (
        <Section title={m.list}>
          <Table
            caption={m.list}
            columns={[
              { id: 'id', label: m.columns.id, heading: true },
              { id: 'places', label: m.columns.places, number: true },
              { id: 'preferred', label: m.columns.preferred, number: true },
            ]}
            rows={frozen.entries.map(({ id, places, preferred }) => ({
              id: <span class="mono">{id}</span>,
              places,
              preferred: preferred ? 1 : 0,
            }))}
          />
        </Section>
      )}
      <Section title={m.how}>
        <ol>
          {m.howSteps.map((step) => (
            <li>
              <Text words={step} />
            </li>
          ))}
        </ol>
        <p>
          <Text words={m.slot(draw.entry)} />
        </p>
      </Section>
    </ResidentPage>
  )
}

function factsOf({ m, draw, session, closes, moment }: DrawPageProps): readonly Fact[] {
  const { frozen, drawn } = draw
  const state = drawn ? 'drawn' : frozen ? 'frozen' : 'committed'
  const fact = (term: keyof DrawMessages['facts'], words: Words): Fact => ({
    term: m.facts[term],
    value: <Text words={words} />,
  })
  const hash = (term: keyof DrawMessages['facts'], value: string): Fact => ({
    term: m.facts[term],
    value: <span class="mono">{value}</span>,
  })
  return [
    fact('session', session),
    hash('id', draw.id),
    fact('state', m.states[state]),
    fact('closes', closes),
    ...(draw.reason === undefined ? [] : [fact('reason', draw.reason)]),
    hash('commitment', draw.commitment),
    fact('committedAt', moment(draw.committedAt)),
    ...(frozen
      ? [
          fact('seats', String(frozen.seats)),
          fact('entries', m.count(frozen.entries.length)),
          hash('digest', frozen.digest),
          fact('frozenAt', moment(frozen.at)),
        ]
      : []),
    ...(drawn ? [hash('seed', drawn.seed), fact('drawnAt', moment(drawn.at))] : []),
  ]
}

function Checks({ m, check }: { m: DrawMessages; check: DrawCheck }): JSX.Element | null {
  const lines = [
    { term: m.checkEntries, ok: check.entries },
    { term: m.checkSeed, ok: check.seed },
    { term: m.checkOrder, ok: check.order },
  ].filter(({ ok }) => ok !== undefined)
  if (lines.length === 0) return null
  return (
    <Section title={m.checks}>
      <Facts facts={lines.map(({ term, ok }) => ({ term, value: <Text words={ok ? m.yes : m.no} /> }))} />
    </Section>
  )
}

function Section({ title, children }: { title: Words; children: ComponentChildren }): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={title} />
      </h2>
      {children}
    </section>
  )
}
