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

export async function insertOrigins(
  db: Kysely<CasesDb>,
  origins: readonly { readonly vault: CaseVault; readonly origin: NewOrigin }[],
  now: Date,
): Promise<void> {
  if (origins.length === 0) return
  await db
    .insertInto('case_origin')
    .values(
      origins.map(({ vault, origin }) => ({
        case_id: vault.caseId,
        source: origin.source,
        sender_number: origin.senderNumber,
        manifest: origin.manifest,
        manifest_version: origin.manifestVersion,
        content_token: origin.contentToken,
        taken_at: now,
        taken_by: origin.takenBy,
        address: origin.stored?.address ?? null,
        bytes: origin.stored?.bytes ?? null,
        sha256: origin.stored?.sha256 ?? null,
        box: vault.seal('origin', origin.content),
      })),
    )
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
