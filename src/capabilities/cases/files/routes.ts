import type { Hono } from 'hono'
import { notFound } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import type { AttachmentContent, LetterContent } from '../content.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { isUuid } from '../posting.tsx'
import { openVault } from '../vault.ts'
import { safeView } from './safe-view.ts'
import { checkFilePath } from './signed-address.ts'

/**
 * Files of cases on the users' files origin: no session there, only a link signed for five minutes. The answer is
 * sandboxed (see the headers of that surface) and never kept by caches.
 */
export function fileRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/case-files/:kind/:caseId/:fileId/:staffId/:until/:signature', async (c) => {
    const { kind, caseId, fileId, staffId, until, signature } = c.req.param()
    const cityId = c.get('city').id
    if ((kind !== 'attachment' && kind !== 'letter') || !isUuid(caseId)) throw notFound()
    const address = { kind, caseId, fileId, staffId } as const
    if (!checkFilePath(ctx.services.keys, cityId, address, Number(until), signature, c.get('now'))) throw notFound()
    const found = await findFile(ctx, cityId, address)
    if (!found) throw notFound()
    const bytes = await ctx.services.files.get(cityId, found.address, Buffer.from(found.key, 'base64'))
    const view = await safeView(bytes, found.mediaType)
    if (!view) throw notFound()
    await ctx.access.record(dbOf(ctx, cityId), {
      cityId,
      staffId,
      purpose: kind,
      caseIds: [caseId],
      at: c.get('now'),
      requestId: c.get('requestId'),
    })
    c.header('content-type', view.mediaType)
    c.header('cache-control', 'private, no-store')
    c.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(found.name)}`)
    return c.body(new Uint8Array(view.bytes))
  })
}

interface FoundFile {
  readonly address: string
  readonly key: string
  readonly mediaType: string
  readonly name: string
}

async function findFile(
  ctx: CasesContext,
  cityId: string,
  wanted: { readonly kind: 'attachment' | 'letter'; readonly caseId: string; readonly fileId: string },
): Promise<FoundFile | null> {
  const db = dbOf(ctx, cityId)
  const row = await db.selectFrom('case_file').select('wrapped_key').where('id', '=', wanted.caseId).executeTakeFirst()
  if (!row) return null
  const vault = openVault(ctx.services.keys, cityId, wanted.caseId, row.wrapped_key)
  if (wanted.kind === 'letter') {
    const letter = await db
      .selectFrom('case_letter')
      .select('box')
      .where('case_id', '=', wanted.caseId)
      .where('letter_id', '=', wanted.fileId)
      .executeTakeFirst()
    if (!letter?.box) return null
    const { file } = vault.open<LetterContent>(`letter/${wanted.fileId}`, letter.box)
    return { address: file.address, key: file.key, mediaType: file.mediaType, name: file.name }
  }
  const attachment = await db
    .selectFrom('case_attachment')
    .select(['address', 'media_type', 'box'])
    .where('case_id', '=', wanted.caseId)
    .where('file_id', '=', wanted.fileId)
    .executeTakeFirst()
  if (!attachment) return null
  const content = vault.open<AttachmentContent>(`attachment/${wanted.fileId}`, attachment.box)
  return { address: attachment.address, key: content.key, mediaType: attachment.media_type, name: content.name }
}
