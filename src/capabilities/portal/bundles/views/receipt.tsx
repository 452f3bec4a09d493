import type { JSX } from 'preact'
import {
  Columns,
  type Fact,
  Facts,
  LinkButton,
  LinkRow,
  LinkRows,
  ReceiptPanel,
  ResidentPage,
  Text,
} from '../../../../design/index.ts'
import type { SubmissionMessages } from '../../submission/messages.ts'
import { ForgetBrowser } from '../../submission/views/forget-browser.tsx'
import type { BundlePage } from './frame.ts'

export interface BundleReceiptProps extends BundlePage {
  readonly s: SubmissionMessages
  readonly title: string
  readonly when: string
  readonly each: readonly {
    readonly title: string
    readonly facts: readonly Fact[]
    readonly receiptHref: string
    readonly copyHref: string
  }[]
  readonly secret?: string
  readonly summaryHref: string
  readonly hasMailbox: boolean
  readonly forget?: string
}

/** All of it has arrived: a receipt number for each, what comes next, and one summary to keep. */
export function BundleReceiptPage(props: BundleReceiptProps): JSX.Element {
  const { frame, m, s } = props
  return (
    <ResidentPage {...frame} title={m.receiptTitle}>
      <Columns
        asideLabel={m.receiptTitle}
        aside={
          <>
            <div class="card">
              <LinkButton href={props.summaryHref} label={m.receiptSummary} icon="download" kind="line" wide />
              <p class="fine">
                <Text words={m.receiptSummaryNote} />
              </p>
            </div>
            {props.hasMailbox && (
              <LinkRows>
                <LinkRow href="/mailbox" title={s.receiptMailbox} />
              </LinkRows>
            )}
            {props.forget !== undefined && <ForgetBrowser m={s} csrf={props.forget} />}
          </>
        }
      >
        <ReceiptPanel title={props.title} note={`${props.when}`} />
        <p>
          <Text words={m.receiptNote} />
        </p>
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
        {props.each.map((one) => (
          <section class="flow">
            <h2>
              <Text words={one.title} />
            </h2>
            <Facts facts={one.facts} />
            <LinkRows>
              <LinkRow href={one.receiptHref} title={m.receiptOpen} />
              <LinkRow href={one.copyHref} title={m.receiptCopy} icon="download" />
            </LinkRows>
          </section>
        ))}
        <p>
          <Text words={m.receiptAfter} />
        </p>
      </Columns>
    </ResidentPage>
  )
}
