import { dayOf } from '../../../civic/day.ts'
import type { Assurance, CompiledProcedure, FilerKind } from '../../procedures/index.ts'
import { readMoment } from '../convert/moment.ts'
import { readWord } from '../convert/words.ts'
import type { Manifest, ManifestProcedure } from '../manifest/schema.ts'
import type { RawRow } from '../read/rows.ts'
import { fold } from './fold.ts'
import type { Lookup } from './lookup.ts'
import { judgeMessages as messages } from './messages.ja.ts'

/** Which application a row is: whose number, when it arrived, of which procedure, from whom. */
export interface Identified {
  readonly ok: true
  readonly senderNumber: string
  readonly arrivedAt: Date
  readonly manifest: ManifestProcedure
  readonly procedure: CompiledProcedure
  readonly filer: FilerKind
  readonly assurance: Assurance
}

export interface RowProblem {
  readonly column: string
  readonly sentence: string
}

export interface NotIdentified {
  readonly ok: false
  readonly senderNumber?: string
  readonly problems: readonly RowProblem[]
}

/** A clock of the sender may go a little before ours. */
const toleranceMs = 5 * 60_000

export function identify(
  manifest: Manifest,
  raw: RawRow,
  lookup: Lookup,
  fileName: string,
  procedures: readonly CompiledProcedure[],
  now: Date,
): Identified | NotIdentified {
  const problems: RowProblem[] = []
  const text = (column: string): string => lookup.get(column, fold(column)) ?? ''
  const numberColumn = 'column' in manifest.number ? manifest.number.column : ''
  const senderNumber = numberColumn === '' ? packageName(fileName) : text(numberColumn)
  if (senderNumber === '') problems.push({ column: numberColumn, sentence: messages.numberEmpty })
  if (senderNumber.length > 80) problems.push({ column: numberColumn, sentence: messages.numberLong })
  if (raw.uneven) problems.push({ column: '', sentence: messages.uneven(raw.uneven.cells, raw.uneven.header) })
  const arrivedAt = readArrival(text(manifest.arrivedAt.column), manifest.arrivedAt.column, now, problems)
  const one = procedureOf(manifest, manifest.procedureCode ? text(manifest.procedureCode.column) : undefined, problems)
  const procedure = one && procedures.find(({ definition }) => definition.id === one.procedure)
  if (one && !procedure)
    problems.push({ column: manifest.procedureCode?.column ?? '', sentence: messages.procedureUnknown(one.procedure) })
  const filer = one && filerOf(one, text, problems)
  if (problems.length > 0 || !arrivedAt || !one || !procedure || !filer)
    return { ok: false, ...(senderNumber === '' || senderNumber.length > 80 ? {} : { senderNumber }), problems }
  return { ok: true, senderNumber, arrivedAt, manifest: one, procedure, filer, assurance: one.assurance ?? 'none' }
}

/** A package is named by its number: `2026112000001.zip`. */
function packageName(fileName: string): string {
  return (fileName.split(/[/\\]/).at(-1) ?? '').replace(/\.zip$/i, '').trim()
}

function readArrival(text: string, column: string, now: Date, problems: RowProblem[]): Date | undefined {
  const arrivedAt = readMoment(text)
  if (text === '') problems.push({ column, sentence: messages.arrivedEmpty })
  else if (!arrivedAt) problems.push({ column, sentence: messages.arrivedUnreadable(text) })
  else if (arrivedAt.getTime() > now.getTime() + toleranceMs) {
    // A day alone counts from the opening of the office, which may still be to come on the day itself.
    if (dayOf(arrivedAt) === dayOf(now) && !/[:時]/.test(text)) return now
    problems.push({ column, sentence: messages.arrivedLater(text) })
  }
  return arrivedAt
}

function procedureOf(
  manifest: Manifest,
  code: string | undefined,
  problems: RowProblem[],
): ManifestProcedure | undefined {
  const [only] = manifest.procedures
  if (only && only.code === undefined) return only
  const found = manifest.procedures.find((each) => each.code === code || fold(each.code ?? '') === fold(code ?? ''))
  if (!found)
    problems.push({ column: manifest.procedureCode?.column ?? '', sentence: messages.codeUnknown(code ?? '') })
  return found
}

function filerOf(
  one: ManifestProcedure,
  text: (column: string) => string,
  problems: RowProblem[],
): FilerKind | undefined {
  const { filer } = one
  if (typeof filer === 'string') return filer
  const word = text(filer.column)
  const kind = word === '' ? undefined : (readWord(word, filer.codes, []) as FilerKind | undefined)
  if (kind) return kind
  if (word === '' && filer.otherwise) return filer.otherwise
  problems.push({ column: filer.column, sentence: messages.filerUnknown(word) })
  return undefined
}
