import type { JSX } from 'preact'
import { ButtonRow, LinkButton, LinkRow, LinkRows, ResidentPage, Text } from '../../../../design/index.ts'
import type { VisitMessages } from '../messages.ts'
import type { Frame } from './frame.ts'

/** Where a person begins: what the booking is for, what to know before, and the way to one's own booking. */
export function LandingPage({ frame, m, started }: { frame: Frame; m: VisitMessages; started: boolean }): JSX.Element {
  return (
    <ResidentPage {...frame} title={m.title} layout="read" back={{ href: '/', label: m.backHome }}>
      <h1>
        <Text words={m.title} />
      </h1>
      <p class="lead">
        <Text words={m.lead} />
      </p>
      <ButtonRow>
        <LinkButton href={started ? '/moving/visit/go-on' : '/moving/visit/move'} label={started ? m.goOn : m.begin} />
        <LinkButton href="/moving/booking" kind="line" label={m.own} />
      </ButtonRow>
      <h2>
        <Text words={m.before} />
      </h2>
      <ul class="points">
        {m.beforePoints.map((point) => (
          <li>
            <Text words={point} />
          </li>
        ))}
      </ul>
      <LinkRows>
        <LinkRow href="/guides/moving-in" title={m.guideIn} />
        <LinkRow href="/guides/moving-within" title={m.guideWithin} />
        <LinkRow href="/guides/moving-out" title={m.guideOut} />
      </LinkRows>
      <h2>
        <Text words={m.keptTitle} />
      </h2>
      <p>
        <Text words={m.kept} />
      </p>
    </ResidentPage>
  )
}
