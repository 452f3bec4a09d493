import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { postedForm } from '../../identity/index.ts'
import { FileRefused } from '../read/refusal.ts'
import { refusalSentence } from '../read/refusals.ja.ts'
import { dbOf, type Intake } from '../run/intake.ts'
import { receive } from '../run/receive.ts'
import { countRows, listBatches } from '../store/batches.ts'
import { openName } from '../store/box.ts'
import { type KnownManifest, manifestsOn } from '../store/manifests.ts'
import { Home } from '../views/home.tsx'
import type { ScreenProblem } from '../views/parts.tsx'
import { intakeMessages as messages } from './messages.ja.ts'
import { intakeStaff, screenOf, sectionsOf, takerOf } from './web.ts'

/** Files of one upload, together. */
const uploadBytes = 34 * 1024 * 1024

/** The list of files, and the form that takes more. */
export function homeRoutes(app: Hono<WebEnv>, intake: Intake): void {
  app.get('/intake', (c) => home(c, intake, '', []))

  app.post('/intake', async (c) => {
    const staff = intakeStaff(c)
    const form = await postedForm(c, { bodyBytes: uploadBytes, parts: 300 })
    const manifests = await known(c, intake)
    const found = manifests.find(({ manifest }) => manifest.id === form.text('manifest'))
    const files = (form.files.get('files') ?? []).filter(({ name }) => name !== '')
    const problems = problemsOf(found, files)
    if (!found || problems.length > 0) return home(c, intake, form.text('manifest'), problems)
    const kept: string[] = []
    for (const { name, bytes } of files) {
      try {
        const given = { cityId: staff.cityId, known: found, fileName: baseOf(name), bytes, way: 'screen' as const }
        const { batchId } = await receive(intake, { ...given, by: takerOf(staff), sectionId: staff.sectionId })
        kept.push(batchId)
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        problems.push({ id: 'files', message: messages.upload.refused(baseOf(name), refusalSentence(error)) })
      }
    }
    // One that was refused is told, also when others were kept: those stand in the list below.
    if (problems.length > 0) return home(c, intake, found.manifest.id, problems)
    return seeOther(c, kept.length === 1 ? `/intake/files/${kept[0]}` : '/intake')
  })
}

function problemsOf(found: KnownManifest | undefined, files: readonly { readonly name: string }[]): ScreenProblem[] {
  return [
    ...(found ? [] : [{ id: 'manifest', message: messages.upload.manifestMissing }]),
    ...(files.length > 0 ? [] : [{ id: 'files', message: messages.upload.fileMissing }]),
  ]
}

function baseOf(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? name).replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200)
}

export function known(c: Context<WebEnv>, intake: Intake): Promise<readonly KnownManifest[]> {
  const { rootDir } = intake.services.config
  return manifestsOn(dbOf(intake, c.get('city').id), rootDir, dayOf(c.get('now')))
}

async function home(
  c: Context<WebEnv>,
  intake: Intake,
  chosen: string,
  problems: readonly ScreenProblem[],
): Promise<Response> {
  const staff = intakeStaff(c)
  const db = dbOf(intake, staff.cityId)
  const batches = await listBatches(db, sectionsOf(staff), 50)
  const ids = batches.map(({ id }) => id)
  const counts = await countRows(db, ids)
  const shown = batches.flatMap((batch) => {
    const count = counts.get(batch.id)
    const fileName = openName(intake.services.keys, staff.cityId, batch.id, batch.box)
    return count ? [{ batch, fileName, counts: count }] : []
  })
  return page(
    c,
    <Home
      screen={screenOf(c)}
      manifests={await known(c, intake)}
      batches={shown}
      chosen={chosen}
      problems={problems}
    />,
    problems.length > 0 ? { status: 422 } : {},
  )
}
