import type { JSX } from 'preact'
import { FormScreen, Table, Warning } from '../../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'

const words = messages.overview

export interface OverviewPageProps {
  readonly screen: ScreenProps
  /** What is wrong with the files of the definitions, as the last start found it. */
  readonly broken: readonly string[]
  readonly procedures: readonly {
    readonly name: string
    readonly official: string
    readonly number: number
    /** In words. */
    readonly from: string
    readonly by: string
    readonly open: number
  }[]
  readonly registers: readonly {
    readonly id: string
    readonly label: string
    readonly entries: number
    readonly open: number
  }[]
}

/** What the city offers, and the ways to what it is made from. */
export function OverviewPage({ screen, broken, procedures, registers }: OverviewPageProps): JSX.Element {
  return (
    <FormScreen title={words.title} lead={words.lead} screen={screen}>
      {broken.length > 0 && (
        <Warning title={words.brokenTitle(broken.length)}>
          <p>{words.broken}</p>
          <ul>
            {broken.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Warning>
      )}
      <p>
        <a href="/catalogue/fees">{words.fees}</a>　<a href="/catalogue/settings">{words.settings}</a>　
        <a href="/catalogue/closed-days">{words.closedDays}</a>
      </p>
      <h2>{words.registers}</h2>
      {registers.length === 0 ? (
        <p>{words.noRegisters}</p>
      ) : (
        <Table
          caption={words.registers}
          columns={[
            { id: 'label', label: words.registerColumns.label, heading: true },
            { id: 'entries', label: words.registerColumns.entries, number: true },
            { id: 'open', label: words.registerColumns.open, number: true },
          ]}
          rows={registers.map((register) => ({
            label: <a href={`/catalogue/registers/${register.id}`}>{register.label}</a>,
            entries: register.entries,
            open: register.open,
          }))}
        />
      )}
      <h2>{words.procedures}</h2>
      <Table
        caption={words.procedures}
        columns={(['name', 'official', 'version', 'from', 'by', 'open'] as const).map((id) => ({
          id,
          label: words.columns[id],
          ...(id === 'name' ? { heading: true } : {}),
          ...(id === 'open' || id === 'version' ? { number: true } : {}),
        }))}
        rows={procedures.map((procedure) => ({ ...procedure, version: procedure.number }))}
      />
    </FormScreen>
  )
}
