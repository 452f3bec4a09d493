import { addDays } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../catalogue/catalogue.ts'
import type { ProcedureDefinition } from '../language/definition.ts'
import { listRegisters, type StoredEntry, type StoredRegister } from '../store/office.ts'
import { type FeeSource, feeSources } from './fee-sources.ts'
import { settingsOf } from './overview.ts'
import type { ShownSetting } from './views/settings-pages.tsx'

/** One amount with its days. `from` is absent for the amount a procedure starts with, `to` while none follows. */
export interface DatedFee {
  readonly what: string
  /** Integer yen. */
  readonly amount: number
  readonly from?: string
  readonly to?: string
  readonly state: 'now' | 'planned' | 'over'
  readonly basis: string
  /** Where a new amount is set from a day on; absent when it is over. */
  readonly changeHref?: string
}

export interface ProcedureFees {
  readonly procedure: string
  readonly article: string
  /** What the procedure's page tells residents. */
  readonly guide: string
  readonly free: boolean
  readonly amounts: readonly DatedFee[]
  /** Lines whose amount stands in the definition itself. */
  readonly fixed: readonly { readonly what: string; readonly expression: string }[]
}

/** The fees of every procedure in force, with all their dated amounts. */
export async function feesOf(
  services: ZoneServices<'office'>,
  cityId: string,
  today: string,
): Promise<readonly ProcedureFees[]> {
  const settings = await settingsOf(services, cityId, today)
  const registers = await listRegisters(services.db.city<OfficeDb>(cityId))
  return (await catalogueOf(services).current(cityId)).map(({ definition }) => {
    const lines = (definition.fee?.lines ?? []).map((line) => ({ line, sources: feeSources(definition, line) }))
    return {
      procedure: definition.name.ja,
      article: definition.fee?.article ?? '',
      guide: definition.guide?.fee?.ja ?? '',
      free: lines.length === 0,
      amounts: lines.flatMap(({ line, sources }) =>
        sources.flatMap((source) => amountsOf(source, line.label.ja, settings, registers, today)),
      ),
      fixed: lines
        .filter(({ sources }) => sources.length === 0)
        .map(({ line }) => ({ what: line.label.ja, expression: line.amount })),
    }
  })
}

/** Facts of a register that are amounts of some procedure's fee. */
export async function feeFactsOf(
  services: ZoneServices<'office'>,
  cityId: string,
  register: string,
): Promise<readonly string[]> {
  const sources = (await catalogueOf(services).current(cityId)).flatMap(({ definition }) => sourcesOf(definition))
  return [
    ...new Set(
      sources.flatMap((source) => (source.kind === 'register' && source.register === register ? [source.fact] : [])),
    ),
  ]
}

function sourcesOf(definition: ProcedureDefinition): readonly FeeSource[] {
  return (definition.fee?.lines ?? []).flatMap((line) => feeSources(definition, line))
}

function amountsOf(
  source: FeeSource,
  line: string,
  settings: readonly ShownSetting[],
  registers: readonly StoredRegister[],
  today: string,
): readonly DatedFee[] {
  if (source.kind === 'setting') {
    const setting = settings.find(({ name }) => name === source.name)
    return setting === undefined ? [] : ofSetting(setting, line, today)
  }
  const register = registers.find(({ id }) => id === source.register)
  if (register?.facts[source.fact]?.type !== 'number') return []
  return register.entries.flatMap((entry) => ofEntry(register.id, entry, source.fact, today))
}

function ofSetting({ name, use, own }: ShownSetting, line: string, today: string): readonly DatedFee[] {
  const dated = [{ fromOn: undefined, value: use.default, basis: '', reason: '' }, ...own]
  return dated.flatMap(({ fromOn, value, basis, reason }, index) => {
    if (typeof value !== 'number') return []
    const next = dated[index + 1]?.fromOn
    const to = next === undefined ? undefined : addDays(next, -1)
    const state = stateOf(fromOn, to, today)
    return [
      {
        what: line,
        amount: value,
        ...(fromOn === undefined ? {} : { from: fromOn }),
        ...(to === undefined ? {} : { to }),
        state,
        basis: reason === '' ? basis : `${basis}　${reason}`,
        ...(state === 'over' ? {} : { changeHref: `/catalogue/settings/${name}` }),
      },
    ]
  })
}

function ofEntry(register: string, entry: StoredEntry, fact: string, today: string): readonly DatedFee[] {
  const amount = entry.facts[fact]
  if (typeof amount !== 'number') return []
  const state = stateOf(entry.from, entry.to, today)
  // An entry with places is one occasion: its amount is set with it and has no line of days.
  const changeHref =
    entry.capacity === undefined
      ? `/catalogue/fees/${register}/${entry.id}`
      : `/catalogue/registers/${register}/${entry.id}`
  return [
    {
      what: entry.label.ja,
      amount,
      from: entry.from,
      ...(entry.to === undefined ? {} : { to: entry.to }),
      state,
      basis: '',
      ...(state === 'over' ? {} : { changeHref }),
    },
  ]
}

function stateOf(from: string | undefined, to: string | undefined, today: string): DatedFee['state'] {
  if (from !== undefined && from > today) return 'planned'
  return to !== undefined && to < today ? 'over' : 'now'
}
