import { isDeepStrictEqual } from 'node:util'
import { formatEra } from '../../../civic/era.ts'
import type { DecisionTable, FeeRule, ProcedureDefinition } from '../../procedures/index.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { conditionWords } from '../outline/condition-words.ts'
import { wordsOfCell } from '../tables/cell-words.ts'
import { conditionCell, inputColumns, outputColumns, resultWords, type TablesData } from '../tables/table-shape.ts'
import { type DifferenceLine, listLines, partLine } from './lines.ts'
import { messages } from './messages.ja.ts'

type Edition = DecisionTable['versions'][number]
type Row = Edition['rows'][number]

/** Tables, their dated versions and their rows, each row as a sentence. */
export function tableLines(was: ProcedureDefinition, now: ProcedureDefinition): DifferenceLine[] {
  return listLines(Object.entries(was.tables ?? {}), Object.entries(now.tables ?? {}), {
    idOf: ([id]) => id,
    nameOf: ([id, table]) => messages.table(table.label || id),
    compare: ([, before], [id, after]) => {
      const name = messages.table(after.label || id)
      const [said, told] = [rowWords(was, id), rowWords(now, id)]
      return [
        ...partLine(messages.lookUp(name), lookUp(before), lookUp(after)),
        ...listLines(before.versions, after.versions, {
          idOf: ({ from }) => from,
          nameOf: ({ from }) => messages.edition(name, formatEra(from)),
          added: ({ source }) => messages.source(source),
          compare: (a, b) => editionLines(messages.edition(name, formatEra(b.from)), a, b, said, told),
        }),
      ]
    },
  })
}

function lookUp({ inputs, asOf, each }: DecisionTable) {
  return { inputs, ...(asOf === undefined ? {} : { asOf }), ...(each === undefined ? {} : { each }) }
}

function editionLines(
  name: string,
  was: Edition,
  now: Edition,
  said: (row: Row) => string,
  told: (row: Row) => string,
): DifferenceLine[] {
  const lines: DifferenceLine[] =
    was.source === now.source ? [] : [{ sentence: messages.sourceOf(name), before: was.source, after: now.source }]
  for (let n = 0; n < Math.max(was.rows.length, now.rows.length); n += 1) {
    const [before, after] = [was.rows[n], now.rows[n]]
    if (isDeepStrictEqual(before, after)) continue
    const row = messages.row(name, n + 1)
    if (before === undefined)
      lines.push({ sentence: messages.added(row, ''), ...(after ? { after: told(after) } : {}) })
    else if (after === undefined) lines.push({ sentence: messages.gone(row), before: said(before) })
    else lines.push({ sentence: messages.changed(row), before: said(before), after: told(after) })
  }
  return lines
}

/** A row as people say it: 「種別：電柱、等級：2以外 → 単価：500」. */
function rowWords(definition: ProcedureDefinition, id: string): (row: Row) => string {
  const data = definition as unknown as TablesData
  const table = definition.tables?.[id]
  if (!table) return () => ''
  // Shared groups are written out in a definition: nothing more has to be looked up.
  const [inputs, outputs] = [inputColumns(table, data, {}), outputColumns(id, table, data)]
  return (row) => {
    const when = inputs.flatMap((column) => {
      const cell = conditionCell(row, column, wordsOfCell)
      return cell === '' ? [] : [`${column.label}：${cell}`]
    })
    const gives = outputs.map((column) => `${column.label}：${resultWords(row.then[column.name])}`)
    return `${when.join('、') || messages.always} → ${gives.join('、')}`
  }
}

/** Fee lines: what each costs, how often, when; and how it is paid. */
export function feeLines(was: ProcedureDefinition, now: ProcedureDefinition): DifferenceLine[] {
  const { lines: linesWas = [], ...restWas } = was.fee ?? {}
  const { lines: linesNow = [], ...restNow } = now.fee ?? {}
  const [before, after] = [lineWords(was), lineWords(now)]
  return [
    ...listLines([...linesWas], [...linesNow], {
      idOf: ({ id }) => id,
      nameOf: ({ label }) => messages.feeLine(label.ja),
      added: (line) => messages.costs(after(line).amount),
      compare: (a, b) => {
        const [old, fresh] = [before(a), after(b)]
        const name = messages.feeLine(b.label.ja)
        return [
          ...partLine(name, a.label, b.label),
          // What changed its name only is said where it has its name.
          ...(a.amount === b.amount ? [] : partLine(messages.amountOf(name), old.amount, fresh.amount)),
          ...(a.quantity === b.quantity && a.each === b.each
            ? []
            : partLine(messages.quantityOf(name), old.quantity, fresh.quantity)),
          ...(a.when === b.when ? [] : partLine(messages.feeWhen(name), old.when, fresh.when)),
        ]
      },
    }),
    ...partLine(messages.parts.fee, was.fee && restWas, now.fee && restNow),
  ]
}

function lineWords(definition: ProcedureDefinition) {
  const answers = answersBefore(definition as unknown as TablesData, {})
  return ({ amount, quantity, when, each }: FeeRule['lines'][number]) => {
    const [head, id = ''] = amount.trim().split('.')
    const setting = head === 'settings' ? definition.settings?.[id]?.label : undefined
    const value = head === 'values' ? definition.values?.[id]?.label.ja : undefined
    return {
      amount: /^\d+$/.test(amount.trim()) ? messages.yen(Number(amount)) : (setting ?? value ?? amount),
      quantity: [quantity === undefined ? '' : conditionWords(quantity, answers), each ?? ''].join(''),
      when: when === undefined ? messages.always : conditionWords(when, answers),
    }
  }
}

/** Settings: only what holds before the city dates a value of its own. */
export function settingLines(was: ProcedureDefinition, now: ProcedureDefinition): DifferenceLine[] {
  return listLines(Object.entries(was.settings ?? {}), Object.entries(now.settings ?? {}), {
    idOf: ([id]) => id,
    nameOf: ([id, { label }]) => messages.setting(label || id),
    compare: ([, a], [id, b]) => {
      const name = messages.setting(b.label || id)
      const { default: defaultWas, ...restWas } = a
      const { default: defaultNow, ...restNow } = b
      return [...partLine(messages.defaultOf(name), defaultWas, defaultNow), ...partLine(name, restWas, restNow)]
    },
  })
}
