import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { VersionTexts } from '../catalogue/compiled-versions.ts'
import type { PublishedVersion } from '../catalogue/publication.ts'
import type { VersionHead } from './office.ts'

/** Every published version as the portal knows it, newest number first, without its texts. */
export async function listPublishedHeads(db: Kysely<InternetDb>): Promise<readonly VersionHead[]> {
  const rows = await db
    .selectFrom('published_version')
    .select(['procedure_id', 'number', 'hash', 'effective_from'])
    .orderBy('procedure_id')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    number: row.number,
    hash: row.hash,
    effectiveFrom: row.effective_from,
  }))
}

/** Texts of the versions with these hashes. */
export async function findPublishedTexts(
  db: Kysely<InternetDb>,
  hashes: readonly string[],
): Promise<readonly VersionTexts[]> {
  const rows = await db
    .selectFrom('published_version')
    .select(['procedure_id', 'hash', 'source', 'shared'])
    .where('hash', 'in', [...hashes])
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    hash: row.hash,
    source: row.source,
    shared: row.shared as VersionTexts['shared'],
  }))
}

/** The same publication may arrive twice; the second changes nothing. */
export async function insertPublishedVersion(
  db: Kysely<InternetDb>,
  version: PublishedVersion,
  publishedAt: Date,
): Promise<void> {
  await db
    .insertInto('published_version')
    .values({
      procedure_id: version.procedureId,
      number: version.number,
      hash: version.hash,
      source: version.source,
      shared: JSON.stringify(version.shared),
      effective_from: version.effectiveFrom,
      published_at: publishedAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'procedure_id', 'number']).doNothing())
    .execute()
}

export interface PublishedContent {
  readonly what: 'register' | 'settings' | 'closed-days'
  readonly id: string
  readonly content: unknown
}

export async function listPublishedContent(db: Kysely<InternetDb>): Promise<readonly PublishedContent[]> {
  return db.selectFrom('published_content').select(['what', 'id', 'content']).execute()
}

/** Keeps the newest: a message that was overtaken never replaces a later one. */
export async function putPublishedContent(
  db: Kysely<InternetDb>,
  content: PublishedContent,
  publishedAt: Date,
): Promise<void> {
  const row = { content: JSON.stringify(content.content), published_at: publishedAt }
  await db
    .insertInto('published_content')
    .values({ what: content.what, id: content.id, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'what', 'id'])
        .doUpdateSet(row)
        .where('published_content.published_at', '<=', publishedAt),
    )
    .execute()
}
