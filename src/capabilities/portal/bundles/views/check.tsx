import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ChoiceLine,
  ErrorSummary,
  Facts,
  Notice,
  Panel,
  ResidentPage,
  Text,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import type { SubmissionMessages } from '../../submission/messages.ts'
import { AnswerSections, type AnswerSectionsProps } from '../../submission/views/answer-sections.tsx'
import type { CheckProps } from '../../submission/views/check.tsx'
import type { BundlePage, PageProblem } from './frame.ts'

export interface CheckedProcedure extends Pick<CheckProps, 'shown' | 'fee' | 'outlook' | 'duplicates' | 'warnings'> {
  readonly title: string
  readonly sections: Omit<AnswerSectionsProps, 'm'>
}

export interface BundleCheckProps extends BundlePage {
  readonly s: SubmissionMessages
  readonly backHref: string
  readonly backLabel: string
  readonly lead: string
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly problems: readonly PageProblem[]
  readonly told: readonly {
    readonly title: string
    readonly text: string
    readonly links: readonly { readonly href: string; readonly label: string }[]
  }[]
  readonly blocking: readonly { readonly href: string; readonly message: Words; readonly name: string }[]
  readonly shared: Omit<AnswerSectionsProps, 'm'>
  readonly each: readonly CheckedProcedure[]
  readonly asksDelivery: boolean
  readonly button: string
  readonly ticked: CheckProps['ticked']
}

/** Everything that is filed together once more: what was answered for all, then each procedure, then the one button. */
export function BundleCheckPage(props: BundleCheckProps): JSX.Element {
  const { frame, m, s, blocking, problems } = props
  const ready = blocking.length === 0
  return (
    <ResidentPage
      {...frame}
      title={m.checkTitle}
      failed={problems.length > 0}
      back={{ href: props.backHref, label: props.backLabel }}
      layout="read"
    >
      <ErrorSummary problems={problems} {...(problems.length > 0 ? { title: m.notSent } : {})} />
      <h1>
        <Text words={m.checkTitle} />
      </h1>
      {props.told.map(({ title, text, links }) => (
        <Warning title={title}>
          <p>
            <Text words={text} />
          </p>
          {links.map(({ href, label }) => (
            <p>
              <a href={href}>
                <Text words={label} />
              </a>
            </p>
          ))}
        </Warning>
      ))}
      {ready ? (
        <p>
          <Text words={props.lead} />
        </p>
      ) : (
        <Warning title={s.incompleteTitle(blocking.length)} id="incomplete">
          <ul>
            {blocking.map((each) => (
              <li>
                <Text words={m.incompleteIn(each.name)} />
                <a href={each.href}>
                  <Text words={each.message} />
                </a>
              </li>
            ))}
          </ul>
        </Warning>
      )}
      {props.shared.sections.length > 0 && (
        <section class="flow">
          <h2>
            <Text words={m.checkShared} />
          </h2>
          <AnswerSections {...props.shared} m={s} level={3} />
        </section>
      )}
      {props.each.map((each) => (
        <Procedure each={each} s={s} ready={ready} />
      ))}
      {ready && <Declare {...props} />}
    </ResidentPage>
  )
}

function Procedure({ each, s, ready }: { each: CheckedProcedure; s: SubmissionMessages; ready: boolean }): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={each.title} />
      </h2>
      <AnswerSections {...each.sections} m={s} level={3} />
      {ready && each.shown.length > 0 && (
        <Panel title={s.computedTitle} level={3}>
          <Facts facts={each.shown.map(({ label, text }) => ({ term: label, value: <Text words={text} /> }))} />
          <p class="fine">
            <Text words={s.computedNote} />
          </p>
        </Panel>
      )}
      {ready && each.fee && (
        <>
          <h3>
            <Text words={s.feeTitle} />
          </h3>
          <Facts
            facts={[
              ...each.fee.lines.map(({ label, amount }) => ({ term: label, value: <Text words={amount} /> })),
              { term: s.feeTotal, value: <b>{each.fee.total}</b> },
            ]}
          />
          <p class="hint">
            <Text words={s.feeAfter} />
          </p>
        </>
      )}
      {each.outlook && (
        <Notice {...(each.outlook.title === undefined ? {} : { title: each.outlook.title })} level={3}>
          <p>
            <Text words={each.outlook.text} />
          </p>
        </Notice>
      )}
      {each.duplicates.length > 0 && (
        <Warning title={s.duplicateTitle} level={3}>
          {each.duplicates.map(({ text }) => (
            <p>
              <Text words={text} />
            </p>
          ))}
        </Warning>
      )}
      {ready && each.warnings.length > 0 && (
        <Warning title={s.warningsTitle} level={3}>
          <ul>
            {each.warnings.map((warning) => (
              <li>
                <Text words={warning} />
              </li>
            ))}
          </ul>
        </Warning>
      )}
    </section>
  )
}

function Declare(props: BundleCheckProps): JSX.Element {
  const { s, ticked } = props
  const wrong = (id: string): boolean => props.problems.some((problem) => problem.id === id)
  return (
    <section class="flow">
      <h2>
        <Text words={s.declareTitle} />
      </h2>
      <AnswerForm action={props.action} hidden={props.hidden}>
        {props.each.some(({ warnings }) => warnings.length > 0) && (
          <ChoiceLine
            type="checkbox"
            id="acknowledge"
            name="acknowledge"
            value="yes"
            label={s.warningsAcknowledge}
            checked={ticked.acknowledge}
            wrong={wrong('acknowledge')}
          />
        )}
        {props.asksDelivery && (
          <ChoiceLine
            type="checkbox"
            id="delivery"
            name="delivery"
            value="yes"
            label={s.deliveryPortal}
            checked={ticked.delivery}
            wrong={wrong('delivery')}
          />
        )}
        <ChoiceLine
          type="checkbox"
          id="declare"
          name="declare"
          value="yes"
          label={s.declareTrue}
          checked={ticked.declare}
          wrong={wrong('declare')}
        />
        <ButtonRow>
          <Button label={props.button} />
        </ButtonRow>
      </AnswerForm>
    </section>
  )
}
