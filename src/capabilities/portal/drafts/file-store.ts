import type { Insertable, Kysely } from 'kysely'
import type { ApplicantFileTable, InternetDb } from '../../../platform/database/generated/internet.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'

/** What is known of a stored file; encrypted, since a name can be personal and the key opens it. */
export interface FileBox {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  /** Base64 of the file's own key. */
  readonly key: string
  /** The re-encoded picture that people are shown. */
  readonly view?: { readonly address: string; readonly key: string }
}

export interface StoredApplicantFile extends FileBox {
  readonly id: string
  readonly applicationId: string
  readonly address: string
}

export function sealFileBox(keys: KeyRing, cityId: string, id: string, box: FileBox): Buffer {
  return keys.encrypt(cityId, 'copy', Buffer.from(JSON.stringify(box), 'utf8'), `applicant_file:${id}`)
}

export function openFileBox(keys: KeyRing, cityId: string, id: string, box: Uint8Array): FileBox {
  return JSON.parse(keys.decrypt(cityId, 'copy', box, `applicant_file:${id}`).toString('utf8'))
}

export async function insertFile(db: Kysely<InternetDb>, file: Insertable<ApplicantFileTable>): Promise<void> {
  await db.insertInto('applicant_file').values(file).execute()
}

/** Files of a draft or an application, in the order they were added. */
export async function listFiles(
  db: Kysely<InternetDb>,
  keys: KeyRing,
  cityId: string,
  applicationId: string,
): Promise<readonly StoredApplicantFile[]> {
  const rows = await db
    .selectFrom('applicant_file')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...openFileBox(keys, cityId, row.id, row.box),
    id: row.id,
    applicationId: row.application_id,
    address: row.address,
  }))
}

export async function findFile(
  db: Kysely<InternetDb>,
  keys: KeyRing,
  cityId: string,
  applicationId: string,
  id: string,
): Promise<StoredApplicantFile | undefined> {
  return (await listFiles(db, keys, cityId, applicationId)).find((file) => file.id === id)
}

export async function deleteFileRow(db: Kysely<InternetDb>, id: string): Promise<void> {
  await db.deleteFrom('applicant_file').where('id', '=', id).execute()
}
