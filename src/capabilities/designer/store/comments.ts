import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { Author, CopyComment } from '../copy.ts'

/** Adds a comment; the id is the form's key, so that the same form twice is one comment. False when it was there. */
export async function insertComment(
  db: Kysely<OfficeDb>,
  comment: {
    readonly id: string
    readonly copyId: string
    readonly body: string
    readonly author: Author
    readonly at: Date
  },
): Promise<boolean> {
  const added = await db
    .insertInto('working_copy_comment')
    .values({
      id: comment.id,
      copy_id: comment.copyId,
      body: comment.body,
      written_by: comment.author.staffId,
      written_name: comment.author.name,
      written_at: comment.at,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Oldest first. */
export async function listComments(db: Kysely<OfficeDb>, copyId: string): Promise<readonly CopyComment[]> {
  const rows = await db
    .selectFrom('working_copy_comment')
    .select(['id', 'body', 'written_name', 'written_at'])
    .where('copy_id', '=', copyId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    writtenName: row.written_name,
    writtenAt: row.written_at,
  }))
}
