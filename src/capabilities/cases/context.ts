import type { Kysely, Transaction } from 'kysely'
import type { NewEvent } from '../../platform/evidence/evidence.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { CityFacts, CompiledProcedure } from '../procedures/index.ts'
import type { ApprovalPort } from './approval-seam.ts'
import type { LetterPort } from './letter-seam.ts'
import type { CasesDb } from './store/tables.ts'

/** What this capability works with. Passed as an argument; `wiring.ts` makes it from the other capabilities' indexes. */
export interface CasesContext {
  readonly services: ZoneServices<'office'>
  readonly procedures: ProcedureBook
  readonly evidence: CaseEvidence
  readonly approvals: ApprovalPort
  readonly letters: LetterPort
  readonly directory: Directory
  readonly access: AccessLog
}

/** Published procedures as the office knows them. A case stays on the version it was filed under. */
export interface ProcedureBook {
  /** The version with this hash, also when a newer one is in force; null when it is not known here. */
  find(cityId: string, procedureId: string, versionHash: string): Promise<CompiledProcedure | null>
  /** Versions in force, by everyday name. */
  current(cityId: string): Promise<readonly CompiledProcedure[]>
  facts(cityId: string, on: string): Promise<CityFacts>
}

/** One recorded event, opened for the person who may see the case. */
export interface RecordedEvent {
  readonly number: number
  readonly type: string
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string
  /** Section and post of that day; empty when it is not a person of the office. */
  readonly actorRole: string
  readonly codes: Readonly<Record<string, unknown>>
  readonly payload: unknown
  /** Hash of the event as it stands in the tree, hex. */
  readonly hash: string
}

export interface EvidenceProof {
  readonly ok: boolean
  /** Events of the case that are in the tree under a signed head, and those that wait for the next head. */
  readonly proven: number
  readonly waiting: number
  readonly treeSize: number
  readonly headAt?: Date
}

export interface CaseEvidence {
  append(trx: Transaction<unknown>, cityId: string, event: NewEvent): Promise<void>
  /** Several in one statement; those of a stream in their order. */
  appendAll(trx: Transaction<unknown>, cityId: string, events: readonly NewEvent[]): Promise<void>
  list(db: Kysely<CasesDb>, cityId: string, caseId: string): Promise<readonly RecordedEvent[]>
  prove(db: Kysely<CasesDb>, cityId: string, caseId: string): Promise<EvidenceProof>
}

export interface DirectorySection {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly phone: string
}

/** Sections and people of the city office. */
export interface Directory {
  sections(cityId: string, on: string): Promise<readonly DirectorySection[]>
  /** The section that a definition's `owner` code means in this city; the city's first section when nobody claims it. */
  sectionForOwner(cityId: string, owner: string, on: string): Promise<DirectorySection>
  people(
    cityId: string,
    sectionId: string,
    on: string,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>
  isClosedDay(cityId: string): Promise<(day: string) => boolean>
}

/** Reading personal data is itself logged: who, which cases, why. Codes and ids only. */
export interface AccessLog {
  record(
    db: Kysely<CasesDb>,
    entry: {
      readonly cityId: string
      readonly staffId: string
      readonly purpose: 'queue' | 'search' | 'case' | 'attachment' | 'export' | 'bulk' | 'letter' | 'intake'
      readonly caseIds: readonly string[]
      /** How many, when they are not named one by one (exports). */
      readonly count?: number
      readonly at: Date
      readonly requestId?: string
    },
  ): Promise<void>
}

/** The city's own connection; nothing else of another city can be seen through it. */
export function dbOf(ctx: CasesContext, cityId: string): Kysely<CasesDb> {
  return ctx.services.db.city<CasesDb>(cityId)
}
