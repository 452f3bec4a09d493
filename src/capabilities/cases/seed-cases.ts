import { createHash, randomUUID } from 'node:crypto'
import { type Insertable, type Kysely, sql } from 'kysely'
import { addDays, dayOf } from '../../civic/day.ts'
import { makeReceiptNumber } from '../../civic/receipt-number.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import { markedBigrams } from './search/search-terms.ts'
import { tokenOf } from './search/tokens.ts'
import type { CaseFileTable, CasesDb } from './store/tables.ts'
import { newVault } from './vault.ts'
import { contextOf } from './wiring/context.ts'

export interface SeededCases {
  readonly count: number
  /** A name that some of the cases bear, to search for. */
  readonly someName: string
  readonly someReceiptNumber: string
}

const families = ['見本', '柳本', '南浜', '東田', '西村', '北川', '中原', '上野', '下田', '木下', '古川', '新庄']
const familyKana = [
  'ミホン',
  'ヤナギモト',
  'ミナミハマ',
  'ヒガシダ',
  'ニシムラ',
  'キタガワ',
  'ナカハラ',
  'ウエノ',
  'シモダ',
  'キノシタ',
  'フルカワ',
  'シンジョウ',
]
const givens = [
  '花子',
  '太郎',
  '一郎',
  '和子',
  '健一',
  'みどり',
  'さおり',
  '大地',
  'まこと',
  'りえ',
  'のぞみ',
  '葵',
  '蓮',
  '結衣',
]
const givenKana = [
  'ハナコ',
  'タロウ',
  'イチロウ',
  'カズコ',
  'ケンイチ',
  'ミドリ',
  'サオリ',
  'ダイチ',
  'マコト',
  'リエ',
  'ノゾミ',
  'アオイ',
  'レン',
  'ユイ',
]
const towns = ['柳井', '古開作', '南町', '伊保庄', '余田', '新庄', '日積', '阿月', '平郡', '神代', '大畠', '伊陸']
const states = ['received', 'reviewing', 'reviewing', 'correction', 'approving', 'received'] as const
const batch = 1000

/**
 * Many fictional cases for measuring: rows, names, search words and answers as real ones have them, without events.
 * For benches and tests only; the people are made up from lists.
 */
export async function seedCases(
  services: ZoneServices<'office'>,
  cityId: string,
  options: {
    readonly count: number
    /** Number of the first, when others were made before. */
    readonly first?: number
    readonly sectionIds: readonly string[]
    readonly procedures?: readonly CompiledProcedure[]
    readonly assigneeIds?: readonly string[]
    readonly now: Date
  },
): Promise<SeededCases> {
  const db = services.db.city<CasesDb>(cityId)
  const procedures = options.procedures ?? (await contextOf(services).procedures.current(cityId))
  if (procedures.length === 0 || options.sectionIds.length === 0) throw new Error('nothing to seed cases with')
  const first = options.first ?? 0
  const end = first + options.count
  for (let from = first; from < end; from += batch)
    await seedBatch(services, db, cityId, procedures, options, from, Math.min(batch, end - from))
  return { count: options.count, someName: `${families[1]}${givens[0]}`, someReceiptNumber: receiptNumberOf(0) }
}

async function seedBatch(
  services: ZoneServices<'office'>,
  db: Kysely<CasesDb>,
  cityId: string,
  procedures: readonly CompiledProcedure[],
  options: { readonly sectionIds: readonly string[]; readonly assigneeIds?: readonly string[]; readonly now: Date },
  from: number,
  count: number,
): Promise<void> {
  const files: Insertable<CaseFileTable>[] = []
  const answers: Insertable<CasesDb['case_answers']>[] = []
  const tokens: Buffer[] = []
  const tokenCases: string[] = []
  const today = dayOf(options.now)
  for (let n = from; n < from + count; n += 1) {
    const id = randomUUID()
    const pick = <T>(list: readonly T[], salt: string): T => list[hashOf(n, salt) % list.length] as T
    const family = hashOf(n, 'family') % families.length
    const given = hashOf(n, 'given') % givens.length
    const names = { name: `${families[family]}　${givens[given]}`, kana: `${familyKana[family]}　${givenKana[given]}` }
    const { vault, wrapped } = newVault(services.keys, cityId, id)
    const procedure = pick(procedures, 'procedure')
    const state = pick(states, 'state')
    const arrived = addDays(today, -(hashOf(n, 'day') % 40))
    const due = addDays(arrived, 30)
    const assignee = options.assigneeIds && state !== 'received' ? pick(options.assigneeIds, 'assignee') : null
    const receipt = receiptNumberOf(n)
    files.push({
      id,
      receipt_number: receipt,
      procedure_id: procedure.definition.id,
      version_hash: procedure.hash,
      channel: pick(['online', 'online', 'counter', 'post'] as const, 'channel'),
      filer: 'self',
      assurance: 'jpki-sign',
      state,
      section_id: pick(options.sectionIds, 'section'),
      assignee_id: assignee,
      assignee_name: assignee === null ? null : '青木',
      sent_at: new Date(`${arrived}T09:00:00+09:00`),
      arrived_at: new Date(`${arrived}T09:00:00+09:00`),
      received_at: new Date(`${arrived}T09:00:01+09:00`),
      due_on: due,
      sort_on: due,
      paused: state === 'correction',
      correction_due_on: state === 'correction' ? addDays(today, 7) : null,
      checks_total: 6,
      checks_passed: 5,
      checks_open: 1,
      updated_at: options.now,
      wrapped_key: wrapped,
      name_box: vault.seal('name', names),
    })
    const content = {
      answers: { claimant: { name: { family: families[family], given: givens[given] } } },
      sources: {},
      warnings: [],
      changedPaths: [],
    }
    answers.push({
      case_id: id,
      revision: 1,
      made_by: 'submission' as const,
      at: options.now,
      box: vault.seal('answers/1', content),
    })
    const words = [
      `receipt:${receipt}`,
      ...markedBigrams(names.name).map((pair) => `name:${pair}`),
      ...markedBigrams(names.kana).map((pair) => `kana:${pair}`),
      ...markedBigrams(`${pick(towns, 'town')}${hashOf(n, 'block') % 999}-${hashOf(n, 'house') % 30}`).map(
        (pair) => `address:${pair}`,
      ),
    ]
    for (const word of new Set(words)) {
      tokens.push(tokenOf(services.keys, cityId, word))
      tokenCases.push(id)
    }
  }
  await db.transaction().execute(async (trx) => {
    for (let at = 0; at < files.length; at += 200)
      await trx
        .insertInto('case_file')
        .values(files.slice(at, at + 200))
        .execute()
    for (let at = 0; at < answers.length; at += 500)
      await trx
        .insertInto('case_answers')
        .values(answers.slice(at, at + 500))
        .execute()
    await sql`insert into case_search_token (token, case_id)
      select * from unnest(${tokens}::bytea[], ${tokenCases}::uuid[]) on conflict do nothing`.execute(trx)
  })
}

/** The same case number gives the same person every time. */
function hashOf(n: number, salt: string): number {
  return createHash('sha256').update(`${salt}/${n}`).digest().readUInt32BE(0)
}

function receiptNumberOf(n: number): string {
  return makeReceiptNumber('ZZ', '2026-04-01', n + 1)
}
