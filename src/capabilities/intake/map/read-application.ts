import { createHash } from 'node:crypto'
import { dayOf, secondOf } from '../../../civic/day.ts'
import type { OriginFault } from '../../cases/index.ts'
import type { Answers, CityFacts, CompiledProcedure, Filing } from '../../procedures/index.ts'
import type { Manifest } from '../manifest/schema.ts'
import type { RawRow } from '../read/rows.ts'
import { judgeAttachments, type TakenAttachment } from './attachments.ts'
import { type Identified, identify, type NotIdentified } from './identify.ts'
import { judge } from './judge.ts'
import { lookupOf } from './lookup.ts'
import { postedOf } from './posted.ts'
import { slotsOf } from './slots.ts'

/** A delivered row that can become a case. */
export interface ReadApplication extends Identified {
  readonly answers: Answers
  readonly faults: readonly OriginFault[]
  readonly attachments: readonly TakenAttachment[]
  readonly files: readonly { readonly name: string; readonly note: string }[]
  /** Headings with a text that no question of the procedure takes. */
  readonly unused: readonly string[]
  /** Where the answers were written: path → heading. */
  readonly columns: ReadonlyMap<string, string>
  /** Text of everything that was delivered, for telling a repetition from a change. */
  readonly content: string
}

export interface Surroundings {
  readonly procedures: readonly CompiledProcedure[]
  facts(on: string): Promise<CityFacts>
  readonly now: Date
}

/** Reads one row by its manifest: which application it is, its answers, and what a person has to look at. */
export async function readApplication(
  manifest: Manifest,
  raw: RawRow,
  fileName: string,
  around: Surroundings,
): Promise<ReadApplication | NotIdentified> {
  const lookup = lookupOf(raw)
  const found = identify(manifest, raw, lookup, fileName, around.procedures, around.now)
  if (!found.ok) return found
  const filing = filingAt(found)
  const city = await around.facts(filing.filedOn)
  const posted = postedOf(slotsOf(found.manifest, found.procedure), lookup, city)
  const attached = await judgeAttachments(raw.package, found.manifest, found.procedure.definition, posted.documents)
  const judged = judge(found.procedure, posted, attached.answers, filing, city)
  return {
    ...found,
    answers: judged.answers,
    faults: [...judged.faults, ...attached.faults],
    attachments: attached.taken,
    files: attached.files,
    unused: lookup.unused(),
    columns: posted.columns,
    content: contentOf(raw),
  }
}

/** As the rules saw it on the day it arrived; at which portal is nothing to them. */
function filingAt({ arrivedAt, filer, assurance }: Identified): Filing {
  const day = dayOf(arrivedAt)
  return { today: day, filedOn: day, filedTime: secondOf(arrivedAt), channel: 'online', filer, assurance }
}

function contentOf(raw: RawRow): string {
  const entries = [...(raw.package?.attachments ?? []), ...(raw.package?.evidence ?? []).map(({ entry }) => entry)]
  const files = entries
    .map((entry) => [entry.name, createHash('sha256').update(entry.bytes()).digest('hex')])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return JSON.stringify([raw.cells, raw.also, files])
}
