import type { Context, Hono } from 'hono'
import { dayOf } from '../../../../civic/day.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../../platform/http/index.ts'
import { postedForm } from '../../../identity/index.ts'
import { catalogueOf } from '../../../procedures/index.ts'
import { descriptionOf } from '../../compare/description.ts'
import { readDatasetFolder } from '../../language/folder.ts'
import { changeDescription, changeDraftedDescription } from '../describe/change-description.ts'
import { describeMessages } from '../describe/messages.ja.ts'
import { type DescribingAround, readAbout } from '../describe/read-about.ts'
import type { Draft } from '../draft/draft.ts'
import { datasetOf } from './dataset-routes.tsx'
import { DescriptionPage, DraftedDescriptionPage } from './description-page.tsx'
import { messages } from './messages.ja.ts'
import { actOf, draftOf, momentText, type OfficeServices, refusalOf, screenOf, seenOf } from './web.ts'

/** Changing what is said of a dataset that is there: name, summary, licence, contact, how often it is renewed. */
export function descriptionRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.get('/datasets/drafts/:draft/about', (c) => showDrafted(c, {}))

  app.post('/datasets/drafts/:draft/about', async (c) => {
    const draft = described(await draftOf(services, c))
    const form = await postedForm(c)
    const problems: Record<string, string> = {}
    const said = readAbout(form, await aboutAround(services, c), problems, draft.said)
    if (!said) return showDrafted(c, { form, problems })
    const wanted = { draftId: draft.id, seen: seenOf(form), description: said }
    const outcome = await changeDraftedDescription(actOf(services, c, form), wanted)
    if (!outcome.ok) return showDrafted(c, { form, problem: await refusalOf(services, c, draft.id, outcome.refusal) })
    return seeOther(c, `/datasets/drafts/${draft.id}/publication?done=described`)
  })

  app.get('/datasets/:dataset/description', (c) => show(c, {}))

  app.post('/datasets/:dataset/description', async (c) => {
    const dataset = await datasetOf(services, c)
    const form = await postedForm(c)
    const problems: Record<string, string> = {}
    const kept = descriptionOf(dataset.definition, dataset.about)
    const said = readAbout(form, await aboutAround(services, c), problems, kept)
    if (!said) return show(c, { form, problems })
    const wanted = { datasetId: dataset.id, seen: seenOf(form), description: said }
    const outcome = await changeDescription(actOf(services, c, form), wanted)
    if (outcome.ok)
      return outcome.draftId === undefined
        ? seeOther(c, `/datasets/${dataset.id}?done=described`)
        : seeOther(c, `/datasets/drafts/${outcome.draftId}/publication?done=described`)
    if (outcome.refusal === 'draft-open') {
      const { begunName, begunAt } = outcome.draft
      return show(c, { form, problem: messages.upload.busy(begunName, momentText(begunAt)) })
    }
    if (outcome.refusal === 'no-dataset') throw notFound()
    return show(c, { form, problem: describeMessages.change[outcome.refusal === 'same' ? 'same' : 'stale'] })
  })

  async function show(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const dataset = await datasetOf(services, c)
    const around = await aboutAround(services, c)
    return page(c, <DescriptionPage screen={screenOf(c, shown)} dataset={dataset} around={around} />, statusOf(shown))
  }

  async function showDrafted(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const draft = described(await draftOf(services, c))
    if (draft.state !== 'open') return seeOther(c, `/datasets/drafts/${draft.id}`)
    return page(
      c,
      <DraftedDescriptionPage
        screen={screenOf(c, shown)}
        draft={draft}
        kept={draft.said}
        around={await aboutAround(services, c)}
      />,
      statusOf(shown),
    )
  }
}

/** What the city has to choose from on this day. */
export async function aboutAround(services: OfficeServices, c: Context<WebEnv>): Promise<DescribingAround> {
  const { settings } = await catalogueOf(services).facts(c.get('city').id, dayOf(c.get('now')))
  return {
    folder: readDatasetFolder(services.config.rootDir),
    sections: (settings.sections ?? {}) as DescribingAround['sections'],
  }
}

function described(draft: Draft) {
  const { definition, about } = draft
  if (!definition || !about) throw notFound()
  return { ...draft, said: descriptionOf(definition, about) }
}
