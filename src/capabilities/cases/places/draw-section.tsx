import type { ComponentChildren, JSX } from 'preact'
import type { Day } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, Facts } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import type { DrawRow } from './draw-store.ts'
import { placesMessages as messages } from './messages.ja.ts'
import { type EntryPageProps, type HiddenFields, ReasonField } from './page.tsx'

type Step = 'commit' | 'freeze' | 'hold' | 'propose' | 'confirm'

/** The draw of an entry and its next step. */
export function DrawSection(props: EntryPageProps & { base: string }): JSX.Element {
  const { view, base, hidden, typed, problems } = props
  const [draw] = view.draws
  const step = nextStep(draw)
  const hints = {
    commit: messages.commitHint,
    freeze: messages.freezeHint,
    hold: messages.holdHint,
    propose: messages.proposeHint,
    confirm: messages.proposeHint,
  }
  return (
    <DeskSection id="draw" title={messages.draw}>
      {draw && <DrawFacts draw={draw} portal={props.portal} />}
      {draw?.state === 'drawn' && props.mayPropose && view.ready.length > 0 && (
        <form class="flow" method="post" action={`${base}/results`}>
          <Hidden fields={hidden()} />
          <p>{messages.resultsHint(view.ready.length, view.notReady)}</p>
          <Button label={messages.resultsButton} />
        </form>
      )}
      {step !== 'propose' && step !== 'confirm' && view.line !== undefined && <p>{lineText(view.line)}</p>}
      <StepForm base={base} step={step} hidden={hidden} hint={hints[step]}>
        {step === 'propose' && (
          <ReasonField value={typed('reason')} {...(problems.reason === undefined ? {} : { error: problems.reason })} />
        )}
      </StepForm>
    </DeskSection>
  )
}

function lineText({ until }: { readonly until?: Day }): string {
  return until === undefined ? messages.lineHintAlways : messages.lineHint(formatShort(until))
}

function nextStep(draw: DrawRow | undefined): Step {
  if (draw === undefined) return 'commit'
  if (draw.state === 'drawn') return 'propose'
  if (draw.state === 'frozen') return 'hold'
  return draw.run > 1 ? 'confirm' : 'freeze'
}

function StepForm({
  base,
  step,
  hidden,
  hint,
  children,
}: {
  base: string
  step: Step
  hidden: HiddenFields
  hint: string
  children?: ComponentChildren
}): JSX.Element {
  return (
    <form class="flow" method="post" action={`${base}/draw`}>
      <Hidden fields={hidden()} />
      <p class="hint">{hint}</p>
      {children}
      <Button label={messages[step]} name="step" value={step} kind="line" />
    </form>
  )
}

function DrawFacts({ draw, portal }: { draw: DrawRow; portal: string }): JSX.Element {
  const words = messages.facts
  const mono = (value: string) => <span class="mono">{value}</span>
  return (
    <>
      <Facts
        facts={[
          { term: words.id, value: mono(draw.id) },
          { term: words.state, value: messages.state[draw.state] },
          ...(draw.reason === null ? [] : [{ term: words.reason, value: draw.reason }]),
          { term: words.commitment, value: mono(draw.commitment) },
          ...(draw.entries_digest === null ? [] : [{ term: words.digest, value: mono(draw.entries_digest) }]),
          ...(draw.seed === null ? [] : [{ term: words.seed, value: mono(draw.seed) }]),
        ]}
      />
      <p>
        <a href={`${portal}/draws/${draw.id}`}>{messages.publicPage}</a>
      </p>
    </>
  )
}
