import { createHash } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { readApplication } from '../map/read-application.ts'
import { readRaw } from '../read/raw.ts'
import { FileRefused } from '../read/refusal.ts'
import { refusalSentence } from '../read/refusals.ja.ts'
import { workbookAsList } from '../read/workbook.ts'
import { countRows, findBatch, findUnfinished } from '../store/batches.ts'
import { type KnownManifest, manifestsOn } from '../store/manifests.ts'
import { judgedBox } from './check-rows.ts'
import { tokenOf } from './delivered.ts'
import { dbOf, type Intake, intakeOf, surroundingsOf } from './intake.ts'
import { receive } from './receive.ts'
import { intakeTurn } from './turn.ts'

export interface ImportReport {
  readonly manifest: string
  /** Absent when nothing was to be made. */
  readonly batchId?: string
  readonly counts: Readonly<Record<string, number>>
  /** By line of the file: what would need a person. */
  readonly rows: readonly { readonly row: number; readonly outcome: string; readonly sentences: readonly string[] }[]
}

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: false; readonly sentence: string; readonly manifests?: readonly string[] }

interface Asked {
  readonly cityId: string
  readonly manifestId: string
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** How far a file has come: its rows are checked first, and then taken. */
export interface Progress {
  readonly step: 'checked' | 'taken'
  readonly done: number
  readonly total: number
}

/**
 * Takes a file in and works on it until every row is a case, known, or on the list for the hand. The same file again after a
 * stop in the middle goes on where it was.
 */
export async function importFile(
  services: ZoneServices<'office'>,
  asked: Asked,
  progress: (how: Progress) => Promise<void>,
): Promise<ImportOutcome> {
  const intake = intakeOf(services)
  return guarded(intake, asked, async (known) => {
    const by = { kind: 'system', id: 'command', name: 'コマンド' } as const
    const db = dbOf(intake, asked.cityId)
    const sha256 = createHash('sha256').update(asked.bytes).digest('hex')
    const begun = await findUnfinished(db, known.manifest.id, sha256)
    const batchId = begun ?? (await receive(intake, { ...asked, known, way: 'command', by })).batchId
    for (;;) {
      const batch = await findBatch(db, batchId)
      const counts = (await countRows(db, [batchId])).get(batchId)
      if (!batch || !counts) throw new Error('the file is gone')
      const settled = counts.made + counts.known + counts.differs + counts.unreadable
      const checking = batch.state === 'checking'
      await progress({
        step: checking ? 'checked' : 'taken',
        done: checking ? counts.total - counts.unchecked : settled,
        total: counts.total,
      })
      if (batch.state === 'done') {
        const { hand: _hand, total: _total, ...outcomes } = counts
        return { manifest: known.manifest.id, batchId, counts: outcomes, rows: [] }
      }
      await intakeTurn(intake, asked.cityId)
    }
  })
}

/** Reads a file and says what would become of each row; nothing is kept. */
export async function tryFile(services: ZoneServices<'office'>, asked: Asked): Promise<ImportOutcome> {
  const intake = intakeOf(services)
  return guarded(intake, asked, async (known) => {
    const { manifest } = known
    const around = await surroundingsOf(intake, asked.cityId, services.clock.now())
    const counts: Record<string, number> = {}
    const rows: { row: number; outcome: string; sentences: string[] }[] = []
    const list = await workbookAsList(manifest, asked.bytes)
    for (const raw of readRaw(list.manifest, list.bytes)) {
      const read = await readApplication(manifest, raw, asked.fileName, around)
      const [there = null] = read.ok
        ? await intake.cases.known(asked.cityId, [
            {
              ...read,
              source: manifest.source,
              channel: manifest.channel,
              contentToken: tokenOf(intake, asked.cityId, read),
            },
          ])
        : []
      const outcome = !read.ok ? 'unreadable' : (there?.outcome ?? (read.faults.length > 0 ? 'faulty' : 'ready'))
      counts[outcome] = (counts[outcome] ?? 0) + 1
      const sentences = read.ok
        ? judgedBox(read).faults.map(({ label, sentence }) => `${label}：${sentence}`)
        : read.problems.map(({ column, sentence }) => `${column}：${sentence}`)
      if (sentences.length > 0 && there?.outcome !== 'known') rows.push({ row: raw.number, outcome, sentences })
    }
    return { manifest: manifest.id, counts, rows }
  })
}

async function guarded(
  intake: Intake,
  asked: Asked,
  work: (known: KnownManifest) => Promise<ImportReport>,
): Promise<ImportOutcome> {
  const { config, clock } = intake.services
  const manifests = await manifestsOn(dbOf(intake, asked.cityId), config.rootDir, dayOf(clock.now()))
  const known = manifests.find(({ manifest }) => manifest.id === asked.manifestId)
  if (!known) return { ok: false, sentence: '', manifests: manifests.map(({ manifest }) => manifest.id) }
  try {
    return { ok: true, report: await work(known) }
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, sentence: refusalSentence(error) }
    throw error
  }
}
