import type { JSX } from 'preact'
import { formatEra } from '../../../../civic/era.ts'
import { formatYen } from '../../../../civic/money.ts'
import { Button, FormScreen, Table } from '../../../../design/index.ts'
import type { ProcedureFees } from '../fees.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'
import { ListScreen, ScreenForm, ScreenInput } from './screen.tsx'

const words = messages.fees

/** Every procedure with its fees: what was, what is, what comes. */
export function FeesPage({
  screen,
  procedures,
}: {
  screen: ScreenProps
  procedures: readonly ProcedureFees[]
}): JSX.Element {
  return (
    <ListScreen words={words} screen={screen}>
      <p class="second">{words.guideNote}</p>
      {procedures.map((each) => (
        <section key={each.procedure}>
          <h2>{each.procedure}</h2>
          {each.article !== '' && <p>{each.article}</p>}
          {each.guide !== '' && <p class="second">{words.guide(each.guide)}</p>}
          {each.free ? <p>{words.free}</p> : <Amounts fees={each} />}
        </section>
      ))}
    </ListScreen>
  )
}

function Amounts({ fees }: { fees: ProcedureFees }): JSX.Element {
  const dated = fees.amounts.map((fee) => ({
    what: fee.what,
    amount: formatYen(fee.amount),
    from: fee.from === undefined ? words.byDefault : formatEra(fee.from),
    to: fee.to === undefined ? words.always : formatEra(fee.to),
    state: words.states[fee.state],
    basis: fee.basis,
    change:
      fee.changeHref === undefined ? (
        ''
      ) : (
        <a href={fee.changeHref}>
          {words.change}
          <span class="aloud">：{fee.what}</span>
        </a>
      ),
  }))
  const fixed = fees.fixed.map(({ what, expression }) => ({
    what,
    amount: words.fixed(expression),
    from: '',
    to: '',
    state: words.states.now,
    basis: '',
    change: '',
  }))
  return (
    <Table
      caption={fees.procedure}
      columns={(['what', 'amount', 'from', 'to', 'state', 'basis', 'change'] as const).map((id) => ({
        id,
        label: words.columns[id],
        ...(id === 'what' ? { heading: true } : {}),
        ...(id === 'amount' ? { number: true } : {}),
      }))}
      rows={[...dated, ...fixed]}
    />
  )
}

/** A new amount of one entry of a register, from a day on. */
export function EntryFeePage({
  screen,
  action,
  label,
  amount,
  revision,
}: {
  readonly screen: ScreenProps
  readonly action: string
  readonly label: string
  /** Integer yen. */
  readonly amount: number
  readonly revision: number
}): JSX.Element {
  const overtaken = screen.problem !== undefined
  return (
    <FormScreen
      title={words.changeTitle(label)}
      lead={words.relabel}
      screen={screen}
      back={{ href: '/catalogue/fees', label: words.title }}
    >
      <p>{words.now(formatYen(amount))}</p>
      <ScreenForm action={action} screen={screen}>
        <input
          type="hidden"
          name="revision"
          value={overtaken ? String(revision) : screen.typed('revision') || String(revision)}
        />
        <ScreenInput name="fromOn" label={words.fields.fromOn} screen={screen} day />
        <ScreenInput name="value" label={words.fields.value} screen={screen} numeric />
        <Button label={words.save} />
      </ScreenForm>
    </FormScreen>
  )
}
