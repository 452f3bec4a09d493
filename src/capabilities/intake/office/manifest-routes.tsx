import type { Context, Hono } from 'hono'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { postedForm } from '../../identity/index.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { loadManifest } from '../manifest/load.ts'
import { dbOf, type Intake } from '../run/intake.ts'
import { type SaveOutcome, saveManifest } from '../run/save-manifest.ts'
import { type KnownManifest, newestVersion } from '../store/manifests.ts'
import { ManifestPage, Manifests } from '../views/manifests.tsx'
import type { ScreenProblem } from '../views/parts.tsx'
import { known } from './home-routes.tsx'
import { intakeMessages } from './messages.ja.ts'
import { intakeStaff, screenOf, takerOf } from './web.ts'

const messages = intakeMessages.manifests

/** The manifests that hold, and putting one right as text. */
export function manifestRoutes(app: Hono<WebEnv>, intake: Intake): void {
  app.get('/intake/manifests', async (c) => {
    intakeStaff(c)
    return page(c, <Manifests screen={screenOf(c)} manifests={await known(c, intake)} />)
  })

  app.get('/intake/manifests/:manifest', async (c) => {
    const found = await manifestOf(c, intake)
    return show(c, intake, found, found.source, [])
  })

  app.get('/intake/manifests/:manifest/manifest.yaml', async (c) => {
    const { source, manifest } = await manifestOf(c, intake)
    c.header('content-type', 'application/yaml; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${manifest.id}.yaml"`)
    return c.body(source)
  })

  app.post('/intake/manifests/:manifest', async (c) => {
    const staff = intakeStaff(c)
    const found = await manifestOf(c, intake)
    const form = await postedForm(c, { bodyBytes: 512 * 1024 })
    const source = form.text('source').replaceAll('\r\n', '\n')
    const { manifest } = loadManifest(source, found.manifest.id)
    if (manifest && manifest.id !== found.manifest.id)
      return show(c, intake, found, source, [{ id: 'source', message: messages.otherId }])
    const outcome = await saveManifest(intake, staff.cityId, source, takerOf(staff))
    if (!outcome.ok) return show(c, intake, found, source, problemsOf(outcome))
    return seeOther(c, `/intake/manifests/${outcome.id}?done=saved`)
  })
}

/** Why a manifest was not kept, in sentences; each of a text with its line. */
export function problemsOf(outcome: Extract<SaveOutcome, { ok: false }>): readonly ScreenProblem[] {
  if ('newest' in outcome) return [{ id: 'source', message: messages.stale(outcome.newest) }]
  return outcome.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ line, sentence }) => ({ id: 'source', message: messages.finding(line, sentence) }))
}

async function manifestOf(c: Context<WebEnv>, intake: Intake): Promise<KnownManifest> {
  intakeStaff(c)
  const found = (await known(c, intake)).find(({ manifest }) => manifest.id === c.req.param('manifest'))
  if (!found) throw notFound()
  return found
}

async function show(
  c: Context<WebEnv>,
  intake: Intake,
  found: KnownManifest,
  text: string,
  problems: readonly ScreenProblem[],
): Promise<Response> {
  const cityId = c.get('city').id
  const procedures = await catalogueOf(intake.services).current(cityId)
  const newest = await newestVersion(dbOf(intake, cityId), intake.services.config.rootDir, found.manifest.id)
  return page(
    c,
    <ManifestPage
      screen={screenOf(c)}
      known={found}
      procedureName={(id) => procedures.find(({ definition }) => definition.id === id)?.definition.name.ja ?? id}
      next={newest + 1}
      text={text}
      saved={c.req.query('done') === 'saved'}
      problems={problems}
    />,
    problems.length > 0 ? { status: 422 } : {},
  )
}
