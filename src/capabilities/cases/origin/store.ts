import type { Kysely } from 'kysely'
import type { CasesDb } from '../store/tables.ts'
import type { CaseVault } from '../vault.ts'
import type { CaseOrigin, OriginContent } from './origin.ts'

export interface NewOrigin {
  readonly source: string
  readonly senderNumber: string
  readonly manifest: string
  readonly manifestVersion: number
  readonly contentToken: Buffer
  readonly takenBy: string
  readonly stored?: { readonly address: string; readonly bytes: number; readonly sha256: string }
  readonly content: OriginContent
}

export async function insertOrigin(db: Kysely<CasesDb>, vault: CaseVault, given: NewOrigin, now: Date): Promise<void> {
  await db
    .insertInto('case_origin')
    .values({
      case_id: vault.caseId,
      source: given.source,
      sender_number: given.senderNumber,
      manifest: given.manifest,
      manifest_version: given.manifestVersion,
      content_token: given.contentToken,
      taken_at: now,
      taken_by: given.takenBy,
      address: given.stored?.address ?? null,
      bytes: given.stored?.bytes ?? null,
      sha256: given.stored?.sha256 ?? null,
      box: vault.seal('origin', given.content),
    })
    .execute()
}

/** The origin of a case; null when it was filed here. */
export async function findOrigin(db: Kysely<CasesDb>, vault: CaseVault): Promise<CaseOrigin | null> {
  const row = await db.selectFrom('case_origin').selectAll().where('case_id', '=', vault.caseId).executeTakeFirst()
  if (!row) return null
  return {
    source: row.source,
    senderNumber: row.sender_number,
    manifest: row.manifest,
    takenAt: row.taken_at,
    takenBy: row.taken_by,
    address: row.address,
    bytes: row.bytes,
    sha256: row.sha256,
    content: vault.open<OriginContent>('origin', row.box),
  }
}
