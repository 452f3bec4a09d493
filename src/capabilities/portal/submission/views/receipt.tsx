import type { JSX } from 'preact'
import {
  Card,
  Columns,
  type Fact,
  Facts,
  LinkButton,
  LinkRow,
  LinkRows,
  ReceiptPanel,
  ResidentPage,
  type ResidentPageProps,
  Text,
  Timeline,
  type TimelineStep,
  type Words,
} from '../../../../design/index.ts'
import { OpinionForm, type OpinionFormProps } from '../../opinion/view.tsx'
import type { SubmissionMessages } from '../messages.ts'
import { Coming, type ComingProps } from './coming.tsx'
import { ForgetBrowser } from './forget-browser.tsx'

export interface ReceiptProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: SubmissionMessages
  readonly title: string
  readonly number: string
  readonly note: string
  /** What the person has to do or know now. */
  readonly now: readonly string[]
  readonly secret?: string
  readonly steps: readonly TimelineStep[]
  /** What the procedure says of its own: values of this application, and what comes. */
  readonly coming: ComingProps
  readonly told: readonly Fact[]
  readonly copyHref: string
  readonly viewHref: string
  readonly hasMailbox: boolean
  /** Form token of the button for a browser without an account. */
  readonly forget?: string
  /** The question how easy it was, until it has been answered. */
  readonly opinion?: OpinionFormProps
  readonly next: readonly { readonly href: string; readonly title: Words; readonly note: Words }[]
  readonly nextTitle: string
}

/** It has arrived: the number, what happens next and by when, who is told, and the copy. */
export function ReceiptPage(props: ReceiptProps): JSX.Element {
  const { frame, m } = props
  return (
    <ResidentPage {...frame} title={m.receiptTitle}>
      <Columns
        asideLabel={m.receiptTitle}
        aside={
          <>
            <div class="card">
              <LinkButton href={props.copyHref} label={m.receiptCopy} icon="download" kind="line" wide />
              <p class="fine">
                <Text words={m.receiptCopyNote} />
              </p>
            </div>
            <LinkRows>
              <LinkRow href={props.viewHref} title={m.receiptView} />
              {props.hasMailbox && <LinkRow href="/mailbox" title={m.receiptMailbox} />}
            </LinkRows>
            {props.next.length > 0 && (
              <div class="panel">
                <h2>
                  <Text words={props.nextTitle} />
                </h2>
                <LinkRows>
                  {props.next.map((each) => (
                    <LinkRow href={each.href} title={each.title} note={each.note} />
                  ))}
                </LinkRows>
              </div>
            )}
            {props.forget !== undefined && <ForgetBrowser m={m} csrf={props.forget} />}
          </>
        }
      >
        <ReceiptPanel title={props.title} number={props.number} note={props.note} />
        {props.now.map((words) => (
          <p>
            <Text words={words} />
          </p>
        ))}
        {props.secret !== undefined && (
          <section class="panel" id="secret">
            <h2>
              <Text words={m.receiptSecretTitle} />
            </h2>
            <p class="large">
              <span class="mono">{props.secret}</span>
            </p>
            <p>
              <Text words={m.receiptSecret} />
            </p>
          </section>
        )}
        <section class="flow">
          <h2>
            <Text words={m.receiptFlow} />
          </h2>
          <Timeline steps={props.steps} />
        </section>
        <Coming {...props.coming} />
        <section class="flow">
          <h2>
            <Text words={m.receiptTold} />
          </h2>
          <Facts facts={props.told} />
        </section>
        {props.opinion !== undefined && (
          <Card title={props.opinion.m.title} id="opinion">
            <p>
              <Text words={props.opinion.m.lead} />
            </p>
            <OpinionForm {...props.opinion} />
          </Card>
        )}
      </Columns>
    </ResidentPage>
  )
}
