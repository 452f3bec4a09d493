import { dayOf } from '../../../civic/day.ts'
import { csvLine } from '../../../platform/tabular/write-csv.ts'
import type { Answers, ExportLayout, KaseFacts } from '../../procedures/index.ts'
import type { CaseContent, CaseNames, DecisionContent } from '../content.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { filingOf } from '../filing.ts'
import { listQueue, type PageKey, type QueueQuestion, type QueueRow } from '../queue/query.ts'
import { shownName } from '../shown-name.ts'
import { amendedBox, decisionBox } from '../store/decisions.ts'
import { type CaseVault, openVault } from '../vault.ts'
import { caseWords } from '../words.ja.ts'
import { encodingOf } from './encoding.ts'
import { exportMessages as messages } from './messages.ja.ts'

/** Cases read at once: enough to keep the database busy, few enough that memory stays flat at any size. */
const batchSize = 500

/** What one export writes for each case. */
export interface ExportKind {
  readonly encoding: ExportLayout['encoding']
  readonly headers: readonly string[]
  /** Undefined for a case that does not stand in this list. */
  row(item: {
    readonly row: QueueRow
    readonly vault: CaseVault
    readonly answers: Answers | null
    /** Fields of the decision that stands. */
    readonly decided?: DecisionContent['fields']
  }): Promise<readonly string[] | undefined>
  /** Whether the answers of each case are needed. */
  readonly withAnswers: boolean
  /** Whether the fields of each decision are needed. */
  readonly withDecisions?: boolean
}

/** A CSV that is written while it is read: the heading goes out at once, cases follow batch by batch. */
export function exportStream(
  ctx: CasesContext,
  cityId: string,
  question: Omit<QueueQuestion, 'after' | 'limit'>,
  kind: ExportKind,
  onEnd: (count: number) => Promise<void>,
): ReadableStream<Uint8Array> {
  const encoding = encodingOf(kind.encoding)
  let after: PageKey | undefined
  let count = 0
  let ended = false
  const end = async () => {
    if (ended) return
    ended = true
    await onEnd(count)
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoding.start)
        controller.enqueue(encoding.encode(csvLine(kind.headers)))
      },
      async pull(controller) {
        const page = await listQueue(dbOf(ctx, cityId), { ...question, limit: batchSize, ...(after ? { after } : {}) })
        const { text, written } = await batchText(ctx, cityId, page.rows, kind)
        count += written
        if (text !== '') controller.enqueue(encoding.encode(text))
        const last = page.rows.at(-1)
        if (page.more && last) {
          after = { sortOn: last.sort_on, id: last.id }
          return
        }
        await end()
        controller.close()
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  )
}

async function batchText(
  ctx: CasesContext,
  cityId: string,
  rows: readonly QueueRow[],
  kind: ExportKind,
): Promise<{ text: string; written: number }> {
  const answers = kind.withAnswers
    ? await latestBoxes(ctx, cityId, rows)
    : new Map<string, { box: Buffer; revision: number }>()
  const decisions = kind.withDecisions ? await decisionBoxes(ctx, cityId, rows) : new Map<string, DecisionBox>()
  let text = ''
  let written = 0
  for (const row of rows) {
    const vault = openVault(ctx.services.keys, cityId, row.id, row.wrapped_key)
    const kept = answers.get(row.id)
    const content = kept ? vault.open<CaseContent>(`answers/${kept.revision}`, kept.box) : null
    const made = decisions.get(row.id)
    const decided = made ? vault.open<DecisionContent>(made.place, made.box).fields : {}
    const cells = await kind.row({ row, vault, answers: content?.answers ?? null, decided })
    if (cells === undefined) continue
    text += csvLine(cells)
    written += 1
  }
  return { text, written }
}

async function latestBoxes(
  ctx: CasesContext,
  cityId: string,
  rows: readonly QueueRow[],
): Promise<Map<string, { box: Buffer; revision: number }>> {
  if (rows.length === 0) return new Map()
  const found = await dbOf(ctx, cityId)
    .selectFrom('case_answers')
    .distinctOn('case_id')
    .select(['case_id', 'revision', 'box'])
    .where(
      'case_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('case_id')
    .orderBy('revision', 'desc')
    .execute()
  return new Map(found.map(({ case_id: id, revision, box }) => [id, { box, revision }]))
}

interface DecisionBox {
  readonly place: string
  readonly box: Buffer
}

/** The decision that stands for each case. */
async function decisionBoxes(
  ctx: CasesContext,
  cityId: string,
  rows: readonly QueueRow[],
): Promise<Map<string, DecisionBox>> {
  if (rows.length === 0) return new Map()
  const found = await dbOf(ctx, cityId)
    .selectFrom('case_decision')
    .distinctOn('case_id')
    .select(['case_id', 'id', 'box', 'amended_box'])
    .where(
      'case_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('ended', '=', 'decided')
    .orderBy('case_id')
    .orderBy('ended_at', 'desc')
    .execute()
  return new Map(
    found.map(({ case_id: caseId, id, box, amended_box: amended }) => [
      caseId,
      amended === null ? { place: decisionBox(id), box } : { place: amendedBox(id), box: amended },
    ]),
  )
}

/** The list as the screen shows it. */
export function listExport(ctx: CasesContext, cityId: string, sections: ReadonlyMap<string, string>): ExportKind {
  return {
    encoding: 'utf-8-bom',
    headers: messages.listHeaders,
    withAnswers: false,
    row: async ({ row, vault }) => {
      const procedure = await ctx.procedures.find(cityId, row.procedure_id, row.version_hash)
      const names = vault.open<CaseNames>('name', row.name_box)
      return [
        row.receipt_number,
        procedure?.definition.name.ja ?? row.procedure_id,
        shownName(names),
        names.kana,
        caseWords.channels[row.channel] ?? row.channel,
        caseWords.states[row.state],
        dayOf(row.arrived_at),
        row.due_on ?? '',
        sections.get(row.section_id) ?? '',
        row.assignee_name ?? '',
        row.decided_on ?? '',
        row.result === null ? '' : (caseWords.results[row.result] ?? row.result),
      ]
    },
  }
}

/**
 * A layout of the definition: its columns are expressions over the answers and what the office knows. Settings and registers
 * are those of the day of filing, as on the case's page: an entry that closed since still counts.
 */
export function layoutExport(ctx: CasesContext, cityId: string, layout: ExportLayout, now: Date): ExportKind {
  return {
    encoding: layout.encoding,
    headers: layout.columns.map((column) => column.header),
    withAnswers: true,
    withDecisions: [layout.where ?? '', ...layout.columns.map(({ value }) => value)].some((each) =>
      each.includes('kase.decided'),
    ),
    row: async ({ row, answers, decided }) => {
      const procedure = await ctx.procedures.find(cityId, row.procedure_id, row.version_hash)
      // A version that no longer has this layout leaves its cells empty rather than ending the file.
      if (!procedure?.definition.exports?.some((each) => each.id === layout.id)) return [row.receipt_number]
      const filing = filingOf(row, now)
      const facts = await ctx.procedures.facts(cityId, filing.filedOn)
      return procedure.exportRow(layout.id, answers ?? {}, filing, facts, {
        receiptNumber: row.receipt_number,
        state: row.state,
        arrivedOn: dayOf(row.arrived_at),
        decidedOn: row.decided_on ?? '',
        outcome: row.outcome_id ?? '',
        result: row.result ?? '',
        decided: (decided ?? {}) as KaseFacts,
      })
    },
  }
}
