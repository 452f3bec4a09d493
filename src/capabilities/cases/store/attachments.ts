import type { Kysely } from 'kysely'
import type { FileReference } from '../../exchange/index.ts'
import type { AttachmentContent } from '../content.ts'
import type { CaseVault } from '../vault.ts'
import type { CasesDb } from './tables.ts'

/** Writes what is needed to open each file; a file that is already there (a repeated message) stays as it is. */
export async function insertAttachments(
  db: Kysely<CasesDb>,
  cases: readonly { readonly vault: CaseVault; readonly files: readonly FileReference[] }[],
  revision: number,
): Promise<void> {
  const rows = cases.flatMap(({ vault, files }) => files.map((file) => rowOf(vault, file, revision)))
  if (rows.length === 0) return
  await db
    .insertInto('case_attachment')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function rowOf(vault: CaseVault, file: FileReference, revision: number) {
  const content: AttachmentContent = {
    name: file.name,
    key: file.key,
    ...(file.takenOn ? { takenOn: file.takenOn } : {}),
  }
  return {
    case_id: vault.caseId,
    file_id: file.fileId,
    path: file.path,
    revision,
    media_type: file.mediaType,
    bytes: file.bytes,
    address: file.address,
    sha256: file.sha256,
    box: vault.seal(`attachment/${file.fileId}`, content),
  }
}

export interface Attachment {
  readonly fileId: string
  readonly path: string
  readonly revision: number
  readonly mediaType: string
  readonly bytes: number
  readonly address: string
  readonly sha256: string
  readonly checkedAt: Date | null
  readonly content: AttachmentContent
}

export async function listAttachments(db: Kysely<CasesDb>, vault: CaseVault): Promise<readonly Attachment[]> {
  const rows = await db
    .selectFrom('case_attachment')
    .selectAll()
    .where('case_id', '=', vault.caseId)
    .orderBy('path')
    .orderBy('revision')
    .orderBy('file_id')
    .execute()
  return rows.map((row) => ({
    fileId: row.file_id,
    path: row.path,
    revision: row.revision,
    mediaType: row.media_type,
    bytes: row.bytes,
    address: row.address,
    sha256: row.sha256,
    checkedAt: row.checked_at,
    content: vault.open<AttachmentContent>(`attachment/${row.file_id}`, row.box),
  }))
}
