import type { Context, Hono } from 'hono'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf } from '../form-token.ts'
import { requirePermission } from '../staff/current.ts'
import { officeFrame } from '../staff/frame.ts'
import type { StaffTables } from '../staff/tables.ts'
import { CsvUnreadable, decodeCsv } from './csv.ts'
import { applyImport, importMostBytes, planImport } from './import.ts'
import { organisationMessages as m } from './messages.ja.ts'
import { guarded } from './people-routes.tsx'
import { ImportPage, type ImportPageProps } from './views/import.tsx'

/** Import of people: preview first, then everything or nothing. */
export function importRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.use('/organisation/import', requirePermission(services, 'organisation.edit'))
  app.use('/organisation/import/*', requirePermission(services, 'organisation.edit'))
  const db = (c: Context<WebEnv>) => services.db.city<StaffTables>(c.get('city').id)

  app.get('/organisation/import', (c) =>
    importPage(c, c.req.query('done') === 'imported' ? { done: m.importDone } : {}),
  )

  app.post('/organisation/import', async (c) => {
    const form = await readForm(c, { bodyBytes: importMostBytes * 2 })
    if (!checkCsrf(c, form.text('csrf'))) return importPage(c, { sentence: m.stale })
    const file = form.files.get('file')?.[0]
    if (file === undefined || file.bytes.length === 0) return importPage(c, { sentence: m.fileMissing })
    if (file.bytes.length > importMostBytes) return importPage(c, { sentence: m.fileTooLarge })
    const text = readText(file.bytes)
    if (text === null) return importPage(c, { sentence: m.fileUnreadable })
    return importPage(c, { plan: await planImport(db(c), text), text })
  })

  app.post('/organisation/import/application', async (c) => {
    const form = await readForm(c, { bodyBytes: importMostBytes * 4 })
    const text = form.text('csv')
    if (text.length > importMostBytes) return importPage(c, { sentence: m.fileTooLarge })
    const result = await guarded(c, services, form, (change) => applyImport(change, text))
    if (result.ok) return seeOther(c, '/organisation/import?done=imported')
    if (result.problems.length === 0) return importPage(c, { sentence: m.stale })
    return importPage(c, { plan: { rows: [], problems: result.problems } })
  })
}

function readText(bytes: Uint8Array): string | null {
  try {
    return decodeCsv(bytes)
  } catch (error) {
    if (error instanceof CsvUnreadable) return null
    throw error
  }
}

function importPage(c: Context<WebEnv>, content: Omit<ImportPageProps, 'frame'>): Response {
  const failed = content.sentence !== undefined || (content.plan?.problems.length ?? 0) > 0
  return page(c, <ImportPage frame={officeFrame(c)} {...content} />, failed ? { status: 422 } : {})
}
