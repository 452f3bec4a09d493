import type { Context, Hono } from 'hono'
import { dayOf } from '../../../../civic/day.ts'
import {
  forbidden,
  notFound,
  type PostedForm,
  page,
  type Shown,
  seeOther,
  statusOf,
  type WebEnv,
} from '../../../../platform/http/index.ts'
import { currentStaff, mayDo, postedForm } from '../../../identity/index.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { tableLimits } from '../../read/open-table.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import { listActs } from '../draft/act.ts'
import { beginDraft } from '../draft/begin-draft.ts'
import { beginFromPublished } from '../draft/begin-from-published.ts'
import { setAutomatic, withdraw } from '../draft/give-up.ts'
import { workAtOnce } from '../draft/repair-draft.ts'
import { findDraft } from '../draft/store-drafts.ts'
import { copyToRegister } from '../kept-in-register.ts'
import { type DatasetLine, listDatasets, listVersions } from '../store-datasets.ts'
import { DatasetPage, WithdrawalPage } from './dataset-page.tsx'
import { ListPage } from './list-page.tsx'
import { messages } from './messages.ja.ts'
import { actOf, dbOf, momentText, type OfficeServices, screenOf } from './web.ts'

/** The list of datasets, and each of them: its next file, its versions, its withdrawal. */
export function datasetRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.get('/datasets', async (c) => {
    const { datasets, unnamed } = await listDatasets(dbOf(services, c))
    return page(c, <ListPage screen={screenOf(c)} datasets={datasets} unnamed={unnamed} today={dayOf(c.get('now'))} />)
  })

  app.get('/datasets/:dataset', (c) => show(c, services, {}))

  app.post('/datasets/:dataset/file', async (c) => {
    const dataset = await datasetOf(services, c)
    const form = await uploadForm(c)
    const file = form.files.get('file')?.[0]
    if (!file || file.name === '') return show(c, services, { problems: { file: messages.upload.missing } })
    const name = baseName(file.name)
    const act = actOf(services, c, form)
    try {
      const begun = await beginDraft(act, {
        datasetId: dataset.id,
        name,
        bytes: Buffer.from(file.bytes),
        way: 'screen',
      })
      if (begun.ok) {
        await workAtOnce(act, begun.draftId)
        return seeOther(c, `/datasets/drafts/${begun.draftId}`)
      }
      if (begun.refusal !== 'draft-open') throw notFound()
      const busy = messages.upload.busy(begun.draft.begunName, momentText(begun.draft.begunAt))
      return show(c, services, { problem: busy })
    } catch (error) {
      if (!(error instanceof DataFileRefused)) throw error
      return show(c, services, { problems: { file: messages.upload.refused(name, refusalSentence(error)) } })
    }
  })

  app.post('/datasets/:dataset/copy', async (c) => {
    const dataset = await datasetOf(services, c)
    const act = actOf(services, c, await postedForm(c))
    try {
      const begun = await beginFromPublished(act, dataset.id, messages.upload.copyName)
      if (begun.ok) {
        await workAtOnce(act, begun.draftId)
        const open = (await findDraft(dbOf(services, c), begun.draftId))?.state === 'open'
        return seeOther(c, `/datasets/drafts/${begun.draftId}${open ? '/rows' : ''}`)
      }
      if (begun.refusal !== 'draft-open') throw notFound()
      return show(c, services, {
        problem: messages.upload.busy(begun.draft.begunName, momentText(begun.draft.begunAt)),
      })
    } catch (error) {
      if (!(error instanceof DataFileRefused)) throw error
      return show(c, services, { problem: messages.upload.copyRefused(refusalSentence(error)) })
    }
  })

  app.post('/datasets/:dataset/settings', async (c) => {
    const dataset = await datasetOf(services, c)
    const form = await postedForm(c)
    if (!mayDo(currentStaff(c), 'opendata.publish')) throw forbidden()
    await setAutomatic(actOf(services, c, form), dataset.id, form.text('automatic') === 'yes')
    return seeOther(c, `/datasets/${dataset.id}?done=settings`)
  })

  app.post('/datasets/:dataset/register', async (c) => {
    const dataset = await datasetOf(services, c)
    const form = await postedForm(c)
    const staff = currentStaff(c)
    if (!mayDo(staff, 'registers.edit') || !mayDo(staff, 'opendata.publish')) throw forbidden()
    if (dataset.draft !== undefined) return show(c, services, { problem: messages.dataset.draftFirst })
    const copied = await copyToRegister(actOf(services, c, form), dataset.id)
    return seeOther(c, `/datasets/${dataset.id}${copied ? '?done=copied' : ''}`)
  })

  app.get('/datasets/:dataset/withdrawal', async (c) => {
    return page(c, <WithdrawalPage screen={screenOf(c)} dataset={await datasetOf(services, c)} />)
  })

  app.post('/datasets/:dataset/withdrawal', async (c) => {
    const dataset = await datasetOf(services, c)
    const form = await postedForm(c)
    if (!mayDo(currentStaff(c), 'opendata.publish')) throw forbidden()
    const reason = form.text('reason').trim()
    const shown: Shown =
      reason === '' || reason.length > 1000
        ? { form, problems: { reason: messages.withdrawal.reasonMissing } }
        : (await withdraw(actOf(services, c, form), dataset.id, reason))
          ? {}
          : { form, problem: messages.withdrawal.notPublished }
    if (shown.form === undefined) return seeOther(c, `/datasets/${dataset.id}?done=withdrawn`)
    return page(c, <WithdrawalPage screen={screenOf(c, shown)} dataset={dataset} />, statusOf(shown))
  })
}

/** Up to a file of the allowed size and what a form needs besides it. */
export function uploadForm(c: Context<WebEnv>): Promise<PostedForm> {
  return postedForm(c, { bodyBytes: tableLimits.bytes + 64 * 1024, parts: 50 })
}

export function baseName(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? name).replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200)
}

/** The dataset of the path; 404 when there is none in this city. */
export async function datasetOf(services: OfficeServices, c: Context<WebEnv>): Promise<DatasetLine> {
  const { datasets } = await listDatasets(dbOf(services, c))
  const found = datasets.find(({ id }) => id === c.req.param('dataset'))
  if (!found) throw notFound()
  return found
}

async function show(c: Context<WebEnv>, services: OfficeServices, shown: Shown): Promise<Response> {
  const dataset = await datasetOf(services, c)
  const db = dbOf(services, c)
  return page(
    c,
    <DatasetPage
      screen={screenOf(c, shown)}
      dataset={dataset}
      versions={await listVersions(db, dataset.id)}
      acts={await listActs(db, dataset.id, 100)}
      portal={c.get('city').origins.portal ?? ''}
    />,
    statusOf(shown),
  )
}
