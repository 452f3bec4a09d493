import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  Checkboxes,
  EmptyState,
  ErrorSummary,
  LinkButton,
  LinkRow,
  LinkRows,
  Radios,
  ResidentPage,
  Text,
  type Words,
  withoutReadings,
} from '../../../../design/index.ts'
import type { BundlePage, PageProblem } from './frame.ts'

export interface BasketProps extends BundlePage {
  readonly csrf: string
  readonly requestKey: string
  readonly problems: readonly PageProblem[]
  /** Everything that was gathered, to be taken out again. */
  readonly chosen: readonly { readonly id: string; readonly name: string }[]
  readonly filers: readonly { readonly value: string; readonly label: string }[]
  readonly filer: string
  readonly taken: readonly { readonly id: string; readonly name: Words; readonly notes: readonly string[] }[]
  /** Ids that were ticked when the page comes back; all when it is new. */
  readonly ticked: readonly string[]
  readonly shared: number
  readonly leftOut: readonly {
    readonly name: Words
    readonly reason: string
    readonly href: string
    readonly label: string
  }[]
  readonly signIn?: string
}

/** What was gathered, who files it, what goes together and what does not, and the button to begin. */
export function BasketPage(props: BasketProps): JSX.Element {
  const { frame, m, problems } = props
  return (
    <ResidentPage {...frame} title={m.basketTitle} failed={problems.length > 0} layout="read">
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={m.basketTitle} />
      </h1>
      <p>
        <Text words={m.basketLead} />
      </p>
      {props.chosen.length === 0 ? <Nothing {...props} /> : <Gathered {...props} />}
    </ResidentPage>
  )
}

function Nothing({ m }: BasketProps): JSX.Element {
  return (
    <>
      <EmptyState title={m.basketEmptyTitle} />
      <p>
        <Text words={m.basketEmpty} />
      </p>
      <LinkRows>
        <LinkRow href="/procedures" title={m.basketSearch} />
        <LinkRow href="/guides" title={m.basketGuides} />
      </LinkRows>
    </>
  )
}

function Gathered(props: BasketProps): JSX.Element {
  const { m } = props
  return (
    <>
      {props.filers.length > 1 && (
        <form class="stack" method="get" action="/basket">
          <Radios id="filer" name="filer" label={m.filerLegend} options={props.filers} value={props.filer} />
          <Button label={m.filerShow} kind="line" />
        </form>
      )}
      {props.taken.length > 1 ? (
        <Begin {...props} />
      ) : (
        <p class="panel">
          <Text words={m.tooFew} />
        </p>
      )}
      {props.leftOut.length > 0 && <LeftOut {...props} />}
      {props.taken.length === 1 && <Alone {...props} />}
      <Chosen {...props} />
    </>
  )
}

function Begin(props: BasketProps): JSX.Element {
  const { m } = props
  return (
    <AnswerForm action="/bundles" hidden={{ csrf: props.csrf, requestKey: props.requestKey, filer: props.filer }}>
      <Checkboxes
        id="procedure"
        name="procedure"
        label={m.togetherTitle(props.taken.length)}
        hint={m.togetherOrder}
        values={props.ticked}
        options={props.taken.map(({ id, name, notes }) => ({
          value: id,
          label: name,
          ...(notes.length === 0 ? {} : { hint: notes.join('・') }),
        }))}
      />
      <p>
        <Text words={m.sharedCount(props.shared)} />
      </p>
      <ButtonRow>
        <Button label={m.begin} />
      </ButtonRow>
    </AnswerForm>
  )
}

function LeftOut({ m, leftOut, signIn }: BasketProps): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={m.leftOutTitle} />
      </h2>
      <ul class="rows">
        {leftOut.map(({ name, reason, href, label }) => (
          <li>
            <h3>
              <Text words={name} />
            </h3>
            <p>
              <Text words={reason} />
            </p>
            <p>
              <a href={href}>
                <Text words={label} />
                <span class="aloud">
                  ：
                  <Text words={name} />
                </span>
              </a>
            </p>
          </li>
        ))}
      </ul>
      {signIn !== undefined && (
        <>
          <p>
            <Text words={m.signInAllNote} />
          </p>
          <LinkButton href={signIn} label={m.signInAll} kind="line" />
        </>
      )}
    </section>
  )
}

function Alone({ m, taken }: BasketProps): JSX.Element {
  return (
    <LinkRows>
      {taken.map(({ id, name }) => (
        <LinkRow href={`/procedures/${id}/start`} title={name} note={m.single} />
      ))}
    </LinkRows>
  )
}

function Chosen({ m, chosen, csrf }: BasketProps): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={m.listTitle} />
      </h2>
      <form class="stack" method="post" action="/basket">
        <input type="hidden" name="csrf" value={csrf} />
        <ul class="rows">
          {chosen.map(({ id, name }) => (
            <li>
              <p>
                <Text words={name} />
              </p>
              <Button label={m.remove} kind="text" name="do" value={`remove:${id}`} about={withoutReadings(name)} />
            </li>
          ))}
        </ul>
        <Button label={m.emptyBasket} kind="text" name="do" value="empty" />
      </form>
    </section>
  )
}
