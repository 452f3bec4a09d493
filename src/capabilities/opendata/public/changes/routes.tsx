import type { Context, Hono } from 'hono'
import { residentFrame } from '../../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { beginAnswer } from '../files/open-answer.ts'
import { sendStream } from '../files/send-stream.ts'
import { openDataMessages } from '../pages/messages.ts'
import { gone } from '../pages/send-gone.tsx'
import { fileStemOf } from '../resources.ts'
import { type OpenSite, openDb, visitDataset } from '../visit.ts'
import { ChangesPage } from './changes-page.tsx'
import { differencesOf } from './differences.ts'
import { pastCsv } from './past-csv.ts'
import { type KeptVersion, pageOfPast, pastRows, readVersion } from './past-rows.ts'
import { pastOnPage, VersionPage } from './version-page.tsx'

/** What a version changed, and the rows of each version, as a page and as a file. */
export function changesRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  const sourcesOf = (c: Context<WebEnv>) => ({ db: openDb(site, c.get('city').id), files: site.services.files })
  /** A Response: it is somewhere else, or was withdrawn. Throws 404. */
  const visit = async (c: Context<WebEnv>, path: string): Promise<PublicDataset | Response> => {
    const dataset = await visitDataset(c, site, c.req.param('slug') ?? '', () => path)
    return dataset instanceof Response || dataset.state !== 'withdrawn' ? dataset : gone(c, dataset)
  }
  const versionOf = async (c: Context<WebEnv>, dataset: PublicDataset, asked: string): Promise<KeptVersion> => {
    const number = /^\d{1,9}$/.test(asked) ? Number(asked) : 0
    const version = number === 0 ? undefined : await readVersion(sourcesOf(c), dataset.id, number)
    if (version === undefined) throw notFound()
    return version
  }

  app.get('/dataset/:slug/changes/:number', async (c) => {
    const asked = c.req.param('number')
    const dataset = await visit(c, `/changes/${encodeURIComponent(asked)}`)
    if (dataset instanceof Response) return dataset
    const number = /^\d{1,9}$/.test(asked) ? Number(asked) : 0
    const changes = await differencesOf(sourcesOf(c), c.get('city').id, dataset.id, number)
    if (changes === undefined) throw notFound()
    const m = openDataMessages[c.get('locale')]
    return page(
      c,
      <ChangesPage
        frame={residentFrame(c)}
        m={m}
        dataset={dataset}
        changes={changes}
        page={pageAsked(c, 1000)}
        topics={Object.fromEntries(site.topics.map(({ id, label }) => [id, label]))}
      />,
    )
  })

  app.get('/dataset/:slug/versions/:file{[0-9]+\\.csv}', async (c) => {
    const file = c.req.param('file')
    const dataset = await visit(c, `/versions/${file}`)
    if (dataset instanceof Response) return dataset
    const version = await versionOf(c, dataset, file.replace(/\.csv$/, ''))
    const early = beginAnswer(c, {
      tag: `past-${dataset.uuid}-${version.number}`,
      modified: version.publishedAt,
      mediaType: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${fileStemOf(dataset)}_v${version.number}.csv"`,
    })
    if (early) return early
    const rows = pastRows(sourcesOf(c), c.get('city').id, version)
    const compressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return sendStream(c, pastCsv(version.definition, rows, true), site.services.log, { compressed })
  })

  app.get('/dataset/:slug/versions/:number', async (c) => {
    const asked = c.req.param('number')
    const dataset = await visit(c, `/versions/${encodeURIComponent(asked)}`)
    if (dataset instanceof Response) return dataset
    const version = await versionOf(c, dataset, asked)
    const at = pageAsked(c, Math.max(1, Math.ceil(version.rowCount / pastOnPage)))
    const all = pastRows(sourcesOf(c), c.get('city').id, version)
    return page(
      c,
      <VersionPage
        frame={residentFrame(c)}
        m={openDataMessages[c.get('locale')]}
        dataset={dataset}
        version={version}
        rows={await pageOfPast(all, (at - 1) * pastOnPage, pastOnPage)}
        page={at}
      />,
    )
  })
}

/** The page of `?page=`; the first for what is none. */
function pageAsked(c: Context<WebEnv>, most: number): number {
  const number = Number(c.req.query('page') ?? '1')
  return Number.isInteger(number) && number >= 1 && number <= most ? number : 1
}
