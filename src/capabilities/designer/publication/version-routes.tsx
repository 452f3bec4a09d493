import type { Context, Hono } from 'hono'
import { addDays, dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import { listVersions, type StoredVersion } from '../../procedures/index.ts'
import { beginFromVersion } from '../begin-new.ts'
import { momentText } from '../moment.ts'
import { readVersion } from '../surroundings.ts'
import { actOf, type Designer, dbOf, designerForm, screenOf } from '../web.ts'
import { reignsOf } from './in-force.ts'
import { messages } from './messages.ja.ts'
import { type Stays, staysOf } from './stays.ts'
import { VersionsPage } from './versions-page.tsx'

const words = messages.versions
const stateWords = { 'in-force': words.inForce, planned: words.planned, past: words.past, never: words.never }

/** Versions of a procedure, and working copies that begin from one of them. */
export function versionRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/procedures/:procedure', async (c) => {
    const versions = await versionsOf(c)
    const reigns = new Map(reignsOf(versions, dayOf(c.get('now'))).map((reign) => [reign.number, reign]))
    const names = await namesOf(c)
    const [newest] = versions.flatMap(readVersion)
    const stays = await staysOf(designer, c, c.req.param('procedure'), versions)
    const mayRead = mayDo(currentStaff(c), 'statistics.read')
    return page(
      c,
      <VersionsPage
        screen={screenOf(c, {})}
        procedureId={c.req.param('procedure')}
        name={newest?.definition.name.ja ?? c.req.param('procedure')}
        {...(mayRead && newest?.definition.carriedBy === undefined
          ? { whereStop: `/statistics/procedures/${c.req.param('procedure')}` }
          : {})}
        versions={versions.map((version) => {
          const reign = reigns.get(version.number)
          const readable = readVersion(version).length > 0
          return {
            number: version.number,
            from: formatEra(version.effectiveFrom),
            until: reign?.followedOn === undefined ? words.open : formatEra(addDays(reign.followedOn, -1)),
            by: version.publishedBy === 'seed' ? words.seed : (names.get(version.publishedBy) ?? version.publishedBy),
            at: momentText(version.publishedAt),
            under: underOf(stays.rows.find((row) => row.number === version.number)),
            state: readable ? stateWords[reign?.state ?? 'past'] : words.unreadable,
          }
        })}
      />,
    )
  })

  app.post('/designer/procedures/:procedure', async (c) => {
    const form = await designerForm(c)
    const versions = await versionsOf(c)
    const [newest] = versions
    const version = versions.find(({ number }) => number === Number(form.text('number')))
    if (!version || !newest) throw notFound()
    const copyId = await beginFromVersion(actOf(designer, c, form), version, newest)
    return seeOther(c, `/designer/copies/${copyId}?done=begun`)
  })

  /** Newest first; 404 for a procedure that the city does not have. */
  async function versionsOf(c: Context<WebEnv>): Promise<readonly StoredVersion[]> {
    const id = c.req.param('procedure')
    const versions = (await listVersions(dbOf(designer, c))).filter(({ procedureId }) => procedureId === id)
    if (versions.length === 0) throw notFound()
    return versions
  }

  async function namesOf(c: Context<WebEnv>): Promise<ReadonlyMap<string, string>> {
    const rows = await dbOf(designer, c).selectFrom('staff_member').select(['id', 'name']).execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
}

function underOf(row: Stays['rows'][number] | undefined): string {
  return row === undefined ? '' : words.under(row.cases, row.drafts)
}
