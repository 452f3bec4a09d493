import { addDays, isDay } from '../../../../civic/day.ts'
import type { DecisionTable } from '../definition.ts'
import { checkExpression, type TypeScope } from '../expression/check.ts'
import { parseExpression } from '../expression/parse.ts'
import { any, fits, type Type, typeName } from '../expression/types.ts'
import type { Value } from '../expression/value.ts'
import type { Reporter, YamlPath } from '../findings.ts'
import { suggestion } from '../nearest.ts'
import { type Cell, cellHolds, type Literal, parseCell } from '../table-cells.ts'
import { kaseOfTable } from './kase.ts'
import { type Model, valueTypes } from './model.ts'

/** Columns that exist, results of the right type, versions in order, and rows without gaps, overlaps and dead rows. */
export function checkTables(model: Model, report: Reporter): void {
  for (const [id, table] of Object.entries(model.definition.tables ?? {})) {
    const inputs = Object.entries(table.inputs).map(([name, source]) => ({
      name,
      type: inputType(model, id, table, source),
    }))
    checkResults(model, id, table, report)
    table.versions.forEach((version, v) => {
      const base: YamlPath = ['tables', id, 'versions', v]
      const earlier = table.versions[v - 1]
      if (earlier && earlier.from >= version.from) {
        report.error(
          [...base, 'from'],
          'table-versions',
          '版は古い順に並べてください（from が前の版より後の日になるように）',
        )
      }
      checkCells(model, id, table, version.rows, inputs, base, report)
      checkCoverage(version.rows, inputs, base, report)
    })
  }
}

interface Input {
  readonly name: string
  readonly type: Type
}
type Rows = DecisionTable['versions'][number]['rows']

function inputType(model: Model, id: string, table: DecisionTable, source: string): Type {
  const parsed = parseExpression(source)
  if (!parsed.ok) return any
  return checkExpression(parsed.ast, scopeIn(model, id, table)).type
}

/** The surroundings of a table's expressions. */
function scopeIn(model: Model, id: string, table: DecisionTable): TypeScope {
  const kase = kaseOfTable(model.definition, id)
  return { ...model.scope, ...(table.each ? { each: table.each } : {}), ...(kase ? { kase } : {}) }
}

function checkResults(model: Model, id: string, table: DecisionTable, report: Reporter): void {
  for (const [name, value] of Object.entries(model.definition.values ?? {})) {
    if (value.table !== id) continue
    table.versions.forEach((version, v) => {
      version.rows.forEach((row, r) => {
        const columns = Object.keys(row.then)
        const column = value.column ?? (columns.length === 1 ? columns[0] : undefined)
        const where: YamlPath = ['tables', id, 'versions', v, 'rows', r, 'then']
        if (column === undefined || row.then[column] === undefined) {
          report.error(
            where,
            'table-column',
            `計算値「${name}」が使う列「${column ?? 'column'}」が、この行にありません${suggestion(column ?? '', columns)}`,
          )
          return
        }
        const given = typeOfLiteral(row.then[column] ?? null)
        if (!fits(given, valueTypes[value.type])) {
          report.error(
            where,
            'table-type',
            `列「${column}」には${typeName(valueTypes[value.type])}を書いてください。いまは${typeName(given)}です`,
          )
        }
      })
    })
  }
}

export function typeOfLiteral(value: Literal): Type {
  if (typeof value === 'boolean') return { kind: 'bool' }
  if (typeof value === 'number') return { kind: 'number' }
  return { kind: 'text', literal: String(value) }
}

function checkCells(
  model: Model,
  id: string,
  table: DecisionTable,
  rows: Rows,
  inputs: readonly Input[],
  base: YamlPath,
  report: Reporter,
): void {
  const names = inputs.map((input) => input.name)
  rows.forEach((row, r) => {
    for (const [name, text] of Object.entries(row.when)) {
      const where = [...base, 'rows', r, 'when', name]
      const input = inputs.find((candidate) => candidate.name === name)
      if (!input) {
        report.error(where, 'table-input', `入力「${name}」が inputs にありません${suggestion(name, names)}`)
        continue
      }
      const cell = parseCell(String(text))
      if (cell.kind === 'expression')
        checkCellExpression({ ...scopeIn(model, id, table), cell: input.type }, cell.source, where, report)
      else checkLiterals(cell, input.type, where, report)
    }
  })
}

function checkCellExpression(scope: TypeScope, source: string, where: YamlPath, report: Reporter): void {
  const parsed = parseExpression(source)
  if (!parsed.ok) {
    report.error(where, 'expression-syntax', parsed.sentence)
    return
  }
  for (const problem of checkExpression(parsed.ast, scope).problems) report.error(where, 'expression', problem.sentence)
}

function checkLiterals(cell: Cell, type: Type, where: YamlPath, report: Reporter): void {
  for (const value of literalsOf(cell)) {
    if (value === null) continue
    const given = typeOfLiteral(value)
    if (!fits(given, type)) {
      report.error(
        where,
        'table-cell',
        `このセルの「${String(value)}」は${typeName(given)}ですが、入力は${typeName(type)}です`,
      )
    } else if (type.kind === 'text' && type.among && !type.among.includes(String(value))) {
      report.error(
        where,
        'table-cell',
        `選択肢に「${String(value)}」はありません${suggestion(String(value), type.among)}`,
      )
    }
  }
}

function literalsOf(cell: Cell): readonly Literal[] {
  if (cell.kind === 'compare') return [cell.to]
  if (cell.kind === 'among') return cell.values
  return cell.kind === 'range' ? [cell.from, cell.to] : []
}

/** More combinations than this are not looked at; a table a person can read has far fewer. */
const mostCombinations = 20_000

/** Tries one value from every stretch between the borders of the cells, for all inputs together. */
function checkCoverage(rows: Rows, inputs: readonly Input[], base: YamlPath, report: Reporter): void {
  const cells = rows.map((row) => inputs.map((input) => parseCell(String(row.when[input.name] ?? '-'))))
  if (cells.flat().some((cell) => cell.kind === 'expression')) return
  const samples = inputs.map((input, i) =>
    samplesFor(
      cells.map((row) => row[i] ?? { kind: 'any' }),
      input.type,
    ),
  )
  if (samples.reduce((n, list) => n * list.length, 1) > mostCombinations) return
  const hits = rows.map(() => ({ first: false, overlaps: new Set<number>() }))
  let gap: readonly Value[] | undefined
  for (const combination of product(samples)) {
    const holding = cells.flatMap((row, r) =>
      row.every((cell, i) => cell.kind !== 'expression' && cellHolds(cell, combination[i] ?? null)) ? [r] : [],
    )
    const [first, ...others] = holding
    if (first === undefined) {
      gap ??= combination
      continue
    }
    const hit = hits[first]
    if (hit) hit.first = true
    for (const other of others) hits[other]?.overlaps.add(first)
  }
  if (gap) {
    const example = inputs.map((input, i) => `${input.name}＝${String(gap?.[i] ?? '（入力なし）')}`).join('、')
    report.warning(
      base,
      'table-gap',
      `当てはまる行がない組み合わせがあります（${example}）。この場合、結果は空になります`,
    )
  }
  rows.forEach((_, r) => {
    const hit = hits[r]
    if (hit && !hit.first)
      report.error([...base, 'rows', r], 'table-dead-row', 'この行は、前の行にすべて先に当てはまるので使われません')
    for (const earlier of hit?.overlaps ?? []) {
      if (hit?.first && !covers(cells[r] ?? [], cells[earlier] ?? [], samples)) {
        report.warning(
          [...base, 'rows', r],
          'table-overlap',
          `この行と${earlier + 1}行目が重なっています。先に書いた行が使われます`,
        )
      }
    }
  })
}

/** A later, more general row (“everything else”) may overlap on purpose. */
function covers(general: readonly Cell[], special: readonly Cell[], samples: readonly (readonly Value[])[]): boolean {
  return general.every((cell, i) => {
    const other = special[i]
    if (cell.kind === 'expression' || !other || other.kind === 'expression') return true
    return (samples[i] ?? []).every((value) => !cellHolds(other, value) || cellHolds(cell, value))
  })
}

function samplesFor(cells: readonly Cell[], type: Type): readonly Value[] {
  const literals = cells.flatMap(literalsOf)
  const found = new Set<Value>(literals.includes(null) ? [null] : [])
  if (type.kind === 'bool') return [...found, true, false]
  if (type.kind === 'text' && type.among) return [...found, ...type.among]
  for (const value of literals) {
    if (value === null) continue
    found.add(value)
    if (typeof value === 'number') found.add(value - 1).add(value + 1)
    else if (typeof value === 'string' && isDay(value)) found.add(addDays(value, -1)).add(addDays(value, 1))
    else if (typeof value === 'boolean') found.add(!value)
    else found.add('（ほか）')
  }
  return found.size === 0 ? [null] : [...found]
}

function* product(lists: readonly (readonly Value[])[]): Generator<readonly Value[]> {
  const [first, ...rest] = lists
  if (!first) {
    yield []
    return
  }
  for (const value of first) for (const tail of product(rest)) yield [value, ...tail]
}
