import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  Checkboxes,
  errorOf,
  LinkButton,
  Notice,
  Route,
  TextArea,
  Warning,
} from '../../../../design/index.ts'
import type { DescriptionChange } from '../../compare/description.ts'
import type { DraftRoute } from '../approval/find-route.ts'
import { type Draft, errorsOf, unsettledOf, warningsOf } from '../draft/draft.ts'
import { SaidChanges } from './description-page.tsx'
import { messages } from './messages.ja.ts'
import { DraftScreen, Hidden } from './screen.tsx'
import { momentText, type ScreenProps } from './web.ts'

const words = messages.publication

export interface PublicationPageProps {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly route: DraftRoute
  /** The person had a hand in it. */
  readonly ownWork: boolean
  /** Who else may approve where four eyes decide. */
  readonly publishers: readonly string[]
  /** Of a draft without rows: what it changes of what is said of the dataset. */
  readonly said?: readonly DescriptionChange[]
  readonly topics?: Readonly<Record<string, string>>
  /** Why it came back. */
  readonly returned?: string
}

/** The way to the public: propose, and decide where no route of approval does. */
export function PublicationPage(props: PublicationPageProps): JSX.Element {
  const { screen, draft, route } = props
  const [errors, warnings, writing] = [errorsOf(draft.findings), warningsOf(draft.findings), unsettledOf(draft)]
  const ready = draft.state === 'open' && errors + writing === 0 && props.said?.length !== 0
  return (
    <DraftScreen draft={draft} tab="publication" screen={screen}>
      {props.returned !== undefined && <Warning>{props.returned}</Warning>}
      {draft.state === 'open' && (
        <>
          <p>{words.lead}</p>
          <WhoDecides {...props} />
        </>
      )}
      {props.said === undefined ? (
        <p>
          <a href={`/datasets/drafts/${draft.id}/differences`}>{words.seeDifferences}</a>
        </p>
      ) : (
        <SaidChanges said={props.said} topics={props.topics ?? {}} />
      )}
      {warnings > 0 && <Warning>{words.warnings(warnings)}</Warning>}
      {draft.state === 'open' && errors > 0 && <Warning>{words.errors(errors)}</Warning>}
      {draft.state === 'open' && errors === 0 && writing > 0 && <Warning>{words.writing(writing)}</Warning>}
      {ready && route.kind !== 'none' && <ProposalForm screen={screen} draft={draft} />}
      {draft.state === 'proposed' && draft.proposal && <Waiting {...props} proposal={draft.proposal} />}
    </DraftScreen>
  )
}

function WhoDecides({ screen, route, publishers }: PublicationPageProps): JSX.Element {
  if (route.kind === 'none') return <Warning>{words.noRoute(route.sentence)}</Warning>
  if (route.kind === 'route')
    return (
      <>
        <p>{words.route}</p>
        <Route stops={route.stops.map(({ name, post, act }) => ({ seal: 'waiting', who: `${name} ${post}`, act }))} />
      </>
    )
  if (publishers.length > 0) return <p>{words.publishers(publishers.slice(0, 5).join('、'))}</p>
  return (
    <Warning>
      <p>{words.nobody}</p>
      {screen.mayEditPeople ? <a href="/organisation/people">{words.toPeople}</a> : <p>{words.askForPeople}</p>}
    </Warning>
  )
}

function ProposalForm({ screen, draft }: { readonly screen: ScreenProps; readonly draft: Draft }): JSX.Element {
  return (
    <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/publication`} novalidate>
      <Hidden screen={screen} seen={draft.revision} />
      <TextArea
        id="note"
        name="note"
        label={words.note}
        hint={draft.about === undefined ? words.noteHint : words.noteHintSaid}
        rows={3}
        value={screen.typed('note')}
        {...errorOf(screen.problems, 'note')}
      />
      <Checkboxes
        id="correction"
        name="correction"
        label={words.correctionLabel}
        hint={words.correctionHint}
        required={false}
        values={screen.all('correction') ?? []}
        options={[{ value: 'yes', label: words.correction }]}
      />
      <Button name="do" value="propose" label={words.propose} />
    </form>
  )
}

function Waiting({
  screen,
  draft,
  proposal,
  ownWork,
  publishers,
}: PublicationPageProps & { readonly proposal: NonNullable<Draft['proposal']> }): JSX.Element {
  const { changes } = proposal
  return (
    <section class="flow">
      <p>{words.waiting(proposal.byName, momentText(new Date(proposal.at)))}</p>
      {draft.about === undefined && (
        <p>{messages.differences.counts(changes.added, changes.changed, changes.removed)}</p>
      )}
      <p>{words.noteOf(proposal.note)}</p>
      {proposal.approval === undefined ? (
        <FourEyes screen={screen} draft={draft} proposal={proposal} ownWork={ownWork} publishers={publishers} />
      ) : (
        <>
          <p>{words.onRoute}</p>
          <LinkButton href={`/approvals/${proposal.approval}`} label={words.openDocument} />
        </>
      )}
    </section>
  )
}

function FourEyes({
  screen,
  draft,
  proposal,
  ownWork,
  publishers,
}: Omit<PublicationPageProps, 'route'> & { readonly proposal: NonNullable<Draft['proposal']> }): JSX.Element {
  const own = proposal.by === screen.staffId
  const decides = screen.mayPublish && !ownWork && !own
  return (
    <>
      {!screen.mayPublish && <Notice>{words.notAllowed}</Notice>}
      {screen.mayPublish && !decides && <Notice>{words.ownWork}</Notice>}
      {!decides && publishers.length > 0 && <p>{words.publishers(publishers.slice(0, 5).join('、'))}</p>}
      {(decides || own) && (
        <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/publication`} novalidate>
          <Hidden screen={screen} seen={draft.revision} />
          {decides && (
            <>
              <TextArea
                id="comment"
                name="comment"
                label={words.comment}
                hint={words.commentHint}
                required={false}
                rows={3}
                value={screen.typed('comment')}
                {...errorOf(screen.problems, 'comment')}
              />
              <ButtonRow>
                <Button name="do" value="approved" label={words.approve} />
                <Button kind="line" name="do" value="sent-back" label={words.sendBack} unchecked />
              </ButtonRow>
            </>
          )}
          {own && <Button kind="line" name="do" value="recalled" label={words.recall} unchecked />}
        </form>
      )}
    </>
  )
}
