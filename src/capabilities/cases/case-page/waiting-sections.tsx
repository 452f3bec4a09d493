import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, MoneyInput, Radios, TextArea, TextInput } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import type { ConsultationRecord } from '../store/consultations.ts'
import type { PaymentRecord } from '../store/payments.ts'
import { caseWords } from '../words.ja.ts'
import { shortMoment } from '../words.ts'
import { formView } from './form-state.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** Other bodies that were asked, their answers, and a form to ask another one. */
export function ConsultationsSection(props: CasePageProps): JSX.Element | null {
  const { loaded, state, hidden, may } = props
  const mayAsk = may.review && ['received', 'reviewing', 'consulting'].includes(loaded.row.state)
  if (loaded.consultations.length === 0 && !mayAsk) return null
  const view = formView(state, 'consultation')
  return (
    <DeskSection id="consultations" title={messages.consultations}>
      {loaded.consultations.map((asked) => (
        <Asked asked={asked} {...props} />
      ))}
      {mayAsk && (
        <details open={state?.form === 'consultation'}>
          <summary>{messages.consultStart}</summary>
          <form class="flow" method="post" action={`/cases/${loaded.row.id}/consultations`}>
            <Hidden fields={hidden()} />
            <TextInput
              {...view.field('body')}
              label={messages.consultBody}
              width="half"
              value={view.value('body')}
              maxlength={80}
            />
            <TextArea
              {...view.field('question')}
              label={messages.consultQuestion}
              rows={3}
              value={view.value('question')}
            />
            <TextInput
              {...view.field('dueOn')}
              label={messages.consultDue}
              width="12"
              required={false}
              value={view.value('dueOn')}
            />
            <Button kind="line" small label={messages.consultStart} />
          </form>
        </details>
      )}
    </DeskSection>
  )
}

function Asked({ asked, loaded, state, hidden, may }: CasePageProps & { asked: ConsultationRecord }): JSX.Element {
  const form = `answer-${asked.id}`
  const view = formView(state, form)
  return (
    <>
      <p>
        <b>{asked.body}</b>　{messages.asked(asked.askedByName, shortMoment(asked.askedAt))}
        {asked.dueOn !== null && `　${messages.dueOn(formatShort(asked.dueOn))}`}
      </p>
      <p>{asked.question}</p>
      {asked.answeredAt !== null ? (
        <p>
          {messages.consultAnswer}：{asked.answer}
        </p>
      ) : (
        may.review && (
          <form class="flow" method="post" action={`/cases/${loaded.row.id}/consultation-answers`}>
            <Hidden fields={[...hidden(), { name: 'consultation', value: asked.id }, { name: 'form', value: form }]} />
            <TextArea
              {...view.field(`answer.${asked.id}`)}
              label={messages.consultAnswer}
              rows={2}
              value={view.value(`answer.${asked.id}`)}
            />
            <Button kind="line" small label={messages.consultSave} about={asked.body} />
          </form>
        )
      )}
    </>
  )
}

/** What was paid, and for whoever keeps the till a form to write a payment down. */
export function PaymentsSection(props: CasePageProps): JSX.Element {
  const { loaded, state, hidden, may, today } = props
  const { row } = loaded
  const view = formView(state, 'payment')
  const owed = row.fee_total - row.fee_paid
  const lines = loaded.revisions.at(-1)?.content.fee?.lines ?? []
  const mayAskFor = may.review && owed > 0 && ['received', 'reviewing', 'decided'].includes(row.state)
  return (
    <DeskSection
      id="payments"
      title={messages.payments}
      end={messages.fee(caseWords.yen(row.fee_total), caseWords.yen(row.fee_paid))}
    >
      <ul>
        {lines.map((line) => (
          <li>
            {line.label}　{caseWords.yen(line.amount)}
            {line.quantity > 1 && ` × ${line.quantity}`}
          </li>
        ))}
      </ul>
      {loaded.payments.map((payment) => (
        <Paid payment={payment} {...props} />
      ))}
      {may.money && owed > 0 && row.closed_at === null && (
        <form class="flow" method="post" action={`/cases/${row.id}/payments`}>
          <Hidden fields={hidden()} />
          <MoneyInput {...view.field('amount')} label={messages.amount} value={view.value('amount', String(owed))} />
          <Radios
            {...view.field('method')}
            label={messages.method}
            inline
            value={view.value('method', 'cash')}
            options={Object.entries(messages.methods).map(([value, label]) => ({ value, label }))}
          />
          <TextInput
            {...view.field('receiptNo')}
            label={messages.receiptNo}
            width="20"
            maxlength={40}
            value={view.value('receiptNo')}
          />
          <TextInput
            {...view.field('receivedOn')}
            label={messages.receivedOn}
            width="12"
            value={view.value('receivedOn', today)}
          />
          <Button kind="line" small label={messages.recordPayment} />
        </form>
      )}
      {mayAskFor && (
        <form class="flow" method="post" action={`/cases/${row.id}/payment-request`}>
          <Hidden fields={hidden()} />
          <Button kind="line" small label={messages.requestPayment} />
        </form>
      )}
    </DeskSection>
  )
}

function Paid({ payment, loaded, state, hidden, may }: CasePageProps & { payment: PaymentRecord }): JSX.Element {
  const form = `void-${payment.id}`
  const view = formView(state, form)
  const text = (
    <>
      {formatShort(payment.receivedOn)}　{caseWords.yen(payment.amount)}　{messages.methods[payment.method]}
      {'　'}
      {payment.receiptNo}　{messages.asked(payment.recordedByName, shortMoment(payment.at))}
    </>
  )
  if (payment.voided)
    return (
      <p>
        <del>{text}</del>　{messages.voided(payment.voidReason ?? '', payment.voidedByName ?? '')}
      </p>
    )
  return (
    <>
      <p>{text}</p>
      {may.money && loaded.row.closed_at === null && (
        <details open={state?.form === form}>
          <summary>{messages.voidPayment}</summary>
          <form class="flow" method="post" action={`/cases/${loaded.row.id}/payment-voids`}>
            <Hidden fields={[...hidden(), { name: 'payment', value: payment.id }, { name: 'form', value: form }]} />
            <TextInput
              {...view.field(`voidReason.${payment.id}`)}
              label={messages.voidReason}
              maxlength={200}
              value={view.value(`voidReason.${payment.id}`)}
            />
            <Button kind="line" small label={messages.voidPayment} about={payment.receiptNo} />
          </form>
        </details>
      )}
    </>
  )
}
