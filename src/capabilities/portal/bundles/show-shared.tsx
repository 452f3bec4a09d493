import type { Context } from 'hono'
import type { Words } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { csrfToken, sessionWarning } from '../../identity/index.ts'
import { type Problem, summaryOf } from '../../procedures/index.ts'
import { valueAt } from '../drafts/draft.ts'
import { draftsMessages } from '../drafts/messages.ts'
import { isFileField, newFormKey, presentFields } from '../drafts/present-page.ts'
import { FormPage, type FormPageProps } from '../drafts/views/form-page.tsx'
import { frameOf } from '../shared/page-frame.ts'
import { bundlesMessages } from './messages.ts'
import type { SharedPage } from './rules/shared-pages.ts'
import { askersOf, placesOf, sharedForm } from './shared-form.ts'
import { openSharedPages } from './tasks.ts'
import type { OpenBundle } from './visit.ts'

/** What a shared page is shown with besides the drafts. */
export interface ShownShared {
  readonly problems?: readonly Problem[]
  readonly typed?: Readonly<Record<string, string>>
  readonly looked?: string
  readonly extra?: readonly { readonly id?: string; readonly message: Words }[]
  readonly notice?: FormPageProps['notice']
  readonly conflict?: FormPageProps['conflict']
  readonly status?: 409 | 422
  readonly back: boolean
  readonly parked: boolean
}

/** One page of questions that are asked once, in the same form as the page of a single application. */
export function showShared(c: Context<WebEnv>, visit: OpenBundle, shared: SharedPage, shown: ShownShared): Response {
  const locale = c.get('locale')
  const d = draftsMessages[locale]
  const { bundle, drafts, session, portal, city, now } = visit
  const base = `/bundles/${bundle.id}`
  const form = sharedForm(shared, drafts)
  const pages = openSharedPages(visit)
  const problems = shown.problems ?? []
  const refusals = problems.filter(({ severity }) => severity === 'refuse')
  const tree = (
    <FormPage
      frame={frameOf(c, session)}
      m={d}
      title={shared.page.title}
      procedure={bundlesMessages[locale].tasksTitle(drafts.length)}
      tasksHref={base}
      action={`${base}/pages/${shared.id}`}
      hidden={{
        csrf: csrfToken(c),
        requestKey: newFormKey(),
        version: String(bundle.version),
        ...(shown.back ? { back: 'check' } : {}),
        ...(shown.parked ? { parked: 'yes' } : {}),
      }}
      multipart={form.page.fields.some(isFileField)}
      autosave={shown.conflict === undefined}
      {...(session === null ? {} : { sessionSeconds: String(sessionWarning(session, now).minutesLeft * 60) })}
      step={{ current: pages.findIndex(({ id }) => id === shared.id) + 1, total: pages.length }}
      problems={[...(shown.extra ?? []), ...summaryOf(refusals, form.page)]}
      stops={problems.filter(({ severity }) => severity === 'stop').map(({ message }) => message)}
      warnings={problems.filter(({ severity }) => severity === 'warn').map(({ message }) => message)}
      fields={presentFields(
        {
          page: form.page,
          answers: form.answers,
          typed: shown.typed ?? form.typed,
          problems,
          sources: form.sources,
          ...(shown.looked === undefined ? {} : { looked: shown.looked }),
          fileHref: (fileId) => fileHref(visit, fileId),
          waitingList: false,
          map: portal.cityMap(city.id),
          numberAsked: false,
        },
        locale,
      )}
      {...(shown.notice === undefined ? {} : { notice: shown.notice })}
      {...(shown.conflict === undefined ? {} : { conflict: shown.conflict })}
      backToCheck={shown.back}
    />
  )
  return page(c, tree, shown.status === undefined ? {} : { status: shown.status })
}

/** A document of a shared page is looked at in the draft that holds it. */
function fileHref({ drafts }: OpenBundle, fileId: string): string {
  const owner = drafts.find(({ draft }) => JSON.stringify(draft.body.answers).includes(`"${fileId}"`))
  return `/drafts/${owner?.draft.id ?? ''}/files/${fileId}`
}

/** What the other tab saved, question by question. */
export function conflictOf(
  { drafts }: OpenBundle,
  shared: SharedPage,
  paths: readonly string[],
  empty: string,
): NonNullable<FormPageProps['conflict']> {
  return shared.blocks.flatMap((block) =>
    placesOf(block, drafts)
      .filter(({ path }) => paths.includes(path))
      .flatMap(({ question, item }) => {
        const [first] = askersOf(question, item, drafts)
        if (first === undefined) return []
        const { visit, placed } = first
        const { procedure, draft, filing, facts } = visit
        const kept = valueAt(draft.body.answers, placed.path) !== undefined
        const rows = kept
          ? procedure.summarise(draft.body.answers, filing, facts, 'ja').flatMap(({ rows }) => rows)
          : []
        return [{ label: placed.field.label, text: rows.find(({ path }) => path === placed.path)?.text ?? empty }]
      }),
  )
}
