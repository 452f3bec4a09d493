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
  type ResidentPageProps,
  Text,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import type { SubmissionMessages } from '../messages.ts'
import { AnswerSections, type AnswerSectionsProps } from './answer-sections.tsx'

export interface CheckProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: SubmissionMessages
  readonly backHref: string
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly sections: Omit<AnswerSectionsProps, 'm'>
  /** What has to be put right first, each with the place to do it. */
  readonly blocking: readonly { readonly href: string; readonly message: Words }[]
  /** Said on top when it was pressed and could not be submitted. */
  readonly problems: readonly { readonly id?: string; readonly message: Words }[]
  readonly warnings: readonly Words[]
  readonly duplicates: readonly { readonly text: string }[]
  readonly shown: readonly { readonly label: Words; readonly text: Words }[]
  readonly fee?: {
    readonly lines: readonly { readonly label: Words; readonly amount: string }[]
    readonly total: string
  }
  readonly outlook?: { readonly title?: string; readonly text: string }
  readonly asksDelivery: boolean
  readonly button: string
  /** It may be signed, and need not be. */
  readonly offersSignature: boolean
  readonly ticked: { readonly acknowledge: boolean; readonly declare: boolean; readonly delivery: boolean }
}

/** Check your answers: everything once more with change links, then what is declared, then the one button. */
export function CheckPage(props: CheckProps): JSX.Element {
  const { frame, m, blocking, problems } = props
  const ready = blocking.length === 0
  return (
    <ResidentPage
      {...frame}
      title={m.checkTitle}
      failed={problems.length > 0}
      back={{ href: props.backHref, label: m.back }}
      layout="read"
    >
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={m.checkTitle} />
      </h1>
      {ready ? (
        <p>
          <Text words={m.checkLead(props.button)} />
        </p>
      ) : (
        <Warning title={m.incompleteTitle(blocking.length)} id="incomplete">
          <ul>
            {blocking.map((each) => (
              <li>
                <a href={each.href}>
                  <Text words={each.message} />
                </a>
              </li>
            ))}
          </ul>
        </Warning>
      )}
      <AnswerSections {...props.sections} m={m} />
      {ready && props.shown.length > 0 && (
        <Panel title={m.computedTitle}>
          <Facts facts={props.shown.map((each) => ({ term: each.label, value: <Text words={each.text} /> }))} />
          <p class="fine">
            <Text words={m.computedNote} />
          </p>
        </Panel>
      )}
      {ready && props.fee && (
        <section class="flow">
          <h2>
            <Text words={m.feeTitle} />
          </h2>
          <Facts
            facts={[
              ...props.fee.lines.map((line) => ({ term: line.label, value: <Text words={line.amount} /> })),
              {
                term: m.feeTotal,
                value: (
                  <b>
                    <Text words={props.fee.total} />
                  </b>
                ),
              },
            ]}
          />
          <p class="hint">
            <Text words={m.feeAfter} />
          </p>
        </section>
      )}
      {props.outlook && (
        <Notice {...(props.outlook.title === undefined ? {} : { title: props.outlook.title })}>
          <p>
            <Text words={props.outlook.text} />
          </p>
        </Notice>
      )}
      {props.duplicates.length > 0 && (
        <Warning title={m.duplicateTitle}>
          {props.duplicates.map(({ text }) => (
            <p>
              <Text words={text} />
            </p>
          ))}
        </Warning>
      )}
      {ready && <Declare {...props} />}
    </ResidentPage>
  )
}

function Declare(props: CheckProps): JSX.Element {
  const { m, ticked } = props
  const wrong = (id: string): boolean => props.problems.some((problem) => problem.id === id)
  return (
    <section class="flow">
      <h2>
        <Text words={m.declareTitle} />
      </h2>
      <AnswerForm action={props.action} hidden={props.hidden}>
        {props.warnings.length > 0 && (
          <div class="stack">
            <Warning title={m.warningsTitle} level={3}>
              <ul>
                {props.warnings.map((warning) => (
                  <li>
                    <Text words={warning} />
                  </li>
                ))}
              </ul>
            </Warning>
            <ChoiceLine
              type="checkbox"
              id="acknowledge"
              name="acknowledge"
              value="yes"
              label={m.warningsAcknowledge}
              checked={ticked.acknowledge}
              wrong={wrong('acknowledge')}
            />
          </div>
        )}
        {props.asksDelivery && (
          <ChoiceLine
            type="checkbox"
            id="delivery"
            name="delivery"
            value="yes"
            label={m.deliveryPortal}
            checked={ticked.delivery}
            wrong={wrong('delivery')}
          />
        )}
        <ChoiceLine
          type="checkbox"
          id="declare"
          name="declare"
          value="yes"
          label={m.declareTrue}
          checked={ticked.declare}
          wrong={wrong('declare')}
        />
        <ButtonRow>
          <Button label={props.button} />
        </ButtonRow>
        {props.offersSignature && (
          <>
            <p>
              <Text words={m.signOffer} />
            </p>
            <Button label={m.sign} kind="line" name="do" value="sign" />
          </>
        )}
      </AnswerForm>
    </section>
  )
}
