import type { Hono } from 'hono'
import { StaffPage } from '../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, officeFrame, requireStaff } from '../../identity/index.ts'
import { type CompiledProcedure, catalogueOf } from '../../procedures/index.ts'
import { paperFiles, serveForm, takesPaper } from '../serve-form.ts'
import { officePaperMessages as m } from './messages.ja.ts'

/** The forms that the office prints for people at the counter. */
export function officePaperRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>): void {
  const catalogue = catalogueOf(services)
  app.use('/paper', requireStaff(services))
  app.use('/paper/*', requireStaff(services))

  app.get('/paper', async (c) => {
    const staff = currentStaff(c)
    const all = (await catalogue.current(c.get('city').id)).filter(({ definition }) => takesPaper(definition))
    return page(
      c,
      <StaffPage {...officeFrame(c, staff)} title={m.title} back={{ href: '/cases/paper', label: m.back }}>
        <h1>{m.title}</h1>
        <p>{all.length === 0 ? m.none : m.lead}</p>
        {all.length > 0 && <Forms procedures={all} />}
      </StaffPage>,
    )
  })

  app.get('/paper/:procedure/:file', async (c) => {
    const wanted = c.req.param('procedure')
    const procedure = (await catalogue.current(c.get('city').id)).find(({ definition }) => definition.id === wanted)
    if (procedure === undefined) throw notFound()
    return serveForm(c, services.typesetter, procedure, c.req.param('file'))
  })
}

function Forms({ procedures }: { readonly procedures: readonly CompiledProcedure[] }) {
  return (
    <ul class="flow">
      {procedures.map(({ definition }) => (
        <li>
          <b>{definition.name.ja}</b>
          <br />
          {paperFiles.map((file) => (
            <>
              <a href={`/paper/${definition.id}/${file}`} aria-label={m.link(m.files[file], definition.name.ja)}>
                {m.files[file]}
              </a>{' '}
            </>
          ))}
        </li>
      ))}
    </ul>
  )
}
