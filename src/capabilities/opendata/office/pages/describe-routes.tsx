import type { Context, Hono } from 'hono'
import { toHalfWidth } from '../../../../civic/digits.ts'
import {
  notFound,
  type PostedForm,
  page,
  type Shown,
  seeOther,
  statusOf,
  type WebEnv,
} from '../../../../platform/http/index.ts'
import { postedForm } from '../../../identity/index.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import { beginNewDataset } from '../describe/begin-new.ts'
import { chooseHeader } from '../describe/choose-header.ts'
import { mostHeaderLines } from '../describe/first-table.ts'
import { describeMessages } from '../describe/messages.ja.ts'
import { type DescribingWith, readDescription } from '../describe/read-description.ts'
import { saveDescription } from '../describe/save-description.ts'
import { workAtOnce } from '../draft/repair-draft.ts'
import { baseName, uploadForm } from './dataset-routes.tsx'
import { DescribePage, NewPage } from './describe-pages.tsx'
import { aboutAround } from './description-routes.tsx'
import { messages } from './messages.ja.ts'
import { actOf, dbOf, draftOf, type OfficeServices, refusalOf, screenOf, seenOf } from './web.ts'

/** A new dataset out of a file, without code. */
export function describeRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.get('/datasets/new', (c) => page(c, <NewPage screen={screenOf(c)} />))

  app.post('/datasets/new', async (c) => {
    const form = await uploadForm(c)
    const file = form.files.get('file')?.[0]
    const refuse = (problem: string) => {
      const shown = { problems: { file: problem } }
      return page(c, <NewPage screen={screenOf(c, shown)} />, statusOf(shown))
    }
    if (!file || file.name === '') return refuse(messages.upload.missing)
    const name = baseName(file.name)
    try {
      const draftId = await beginNewDataset(actOf(services, c, form), { name, bytes: Buffer.from(file.bytes) })
      return seeOther(c, `/datasets/drafts/${draftId}/description`)
    } catch (error) {
      if (!(error instanceof DataFileRefused)) throw error
      return refuse(messages.upload.refused(name, refusalSentence(error)))
    }
  })

  app.get('/datasets/drafts/:draft/description', (c) => show(c, services, {}))

  app.post('/datasets/drafts/:draft/description', async (c) => {
    const around = await aroundOf(c, services)
    const form = await postedForm(c, { bodyBytes: 2 * 1024 * 1024, parts: 3000 })
    if (form.text('do') === 'header') return chooseAgain(c, services, form, around.draft.id)
    const { description, problems } = readDescription(form, around)
    if (!description) return show(c, services, { form, problems })
    const act = actOf(services, c, form)
    const outcome = await saveDescription(act, { draftId: around.draft.id, seen: seenOf(form), description })
    if (outcome.ok) {
      await workAtOnce(act, around.draft.id)
      return seeOther(c, `/datasets/drafts/${around.draft.id}?done=described`)
    }
    if (outcome.refusal === 'id-taken')
      return show(c, services, { form, problems: { id: describeMessages.problems.idTaken } })
    return show(c, services, { form, problem: await refusalOf(services, c, around.draft.id, outcome.refusal) })
  })
}

/** The header is another than the one that was found. */
async function chooseAgain(
  c: Context<WebEnv>,
  services: OfficeServices,
  form: PostedForm,
  draftId: string,
): Promise<Response> {
  const words = describeMessages.header
  const [first, last] = ['first', 'last'].map((name) =>
    Number(toHalfWidth(form.text(name)).trim() || form.text('first')),
  )
  const isLine = (line: number | undefined): line is number => Number.isInteger(line) && Number(line) >= 1
  if (!isLine(first) || !isLine(last) || last < first || last - first >= mostHeaderLines)
    return show(c, services, { form, problems: { first: words.wrong } })
  try {
    const wanted = { draftId, seen: seenOf(form), sheet: form.text('sheet'), lines: [first, last] as const }
    const outcome = await chooseHeader(actOf(services, c, form), wanted)
    if (!outcome.ok) return show(c, services, { form, problem: await refusalOf(services, c, draftId, outcome.refusal) })
    return seeOther(c, `/datasets/drafts/${draftId}/description`)
  } catch (error) {
    if (!(error instanceof DataFileRefused)) throw error
    return show(c, services, { form, problems: { first: refusalSentence(error) } })
  }
}

async function aroundOf(c: Context<WebEnv>, services: OfficeServices): Promise<DescribingWith> {
  const draft = await draftOf(services, c)
  const { definition, layout } = draft
  if (draft.state !== 'describing' || !definition || !layout) throw notFound()
  const taken = await dbOf(services, c).selectFrom('dataset').select('dataset_id').execute()
  return {
    draft: { ...draft, definition, layout },
    ...(await aboutAround(services, c)),
    takenIds: new Set(taken.map((row) => row.dataset_id)),
  }
}

async function show(c: Context<WebEnv>, services: OfficeServices, shown: Shown): Promise<Response> {
  return page(c, <DescribePage screen={screenOf(c, shown)} around={await aroundOf(c, services)} />, statusOf(shown))
}
