import type { Context } from 'hono'
import type { JSX } from 'preact'
import type { Words } from '../../../design/index.ts'
import { page, pageWithHoles, sendWithHoles, type WebEnv } from '../../../platform/http/index.ts'
import { csrfToken, sessionWarning } from '../../identity/index.ts'
import { fieldAt, type PageOnRoute, type Problem, summaryOf } from '../../procedures/index.ts'
import { frameOf } from '../shared/page-frame.ts'
import { elsewhereOn, ownPages, wayOf } from './bundled.ts'
import { valueAt } from './draft.ts'
import { draftsMessages } from './messages.ts'
import { keepPage } from './opened.ts'
import { isFileField, newFormKey, presentFields } from './present-page.ts'
import { FormPage, type FormPageProps } from './views/form-page.tsx'
import type { OpenVisit } from './visit.ts'

interface PageState {
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  readonly looked?: string
}

/** What a page is shown with besides the draft: after a save, a conflict, a sign-in. */
export interface Shown {
  readonly state: PageState
  readonly notice?: FormPageProps['notice']
  readonly conflict?: FormPageProps['conflict']
  /** Further sentences for the summary, belonging to no field. */
  readonly extra?: readonly { readonly id?: string; readonly message: Words }[]
  readonly status?: 409 | 422
  /** From the address or from the form that was posted: it goes into the form again. */
  readonly carried: Carried
}

/** Where the person comes from: the check page, or a sign-in that kept what was posted. */
export interface Carried {
  readonly back: boolean
  readonly parked: boolean
}

/**
 * One page of the form as the answer to a request. A page that shows the draft as it stands and nothing else is rendered
 * once for each version of the draft; from then on a request fills in its tokens.
 */
export function showPage(c: Context<WebEnv>, visit: OpenVisit, current: PageOnRoute, shown: Shown): Response {
  const tokens: Tokens = {
    csrf: csrfToken(c),
    requestKey: newFormKey(),
    seconds: visit.session === null ? '' : String(sessionWarning(visit.session, visit.now).minutesLeft * 60),
  }
  if (!showsDraftOnly(c, visit, shown))
    return page(
      c,
      formPage(c, visit, current, shown, tokens),
      shown.status === undefined ? {} : { status: shown.status },
    )
  const { locale, display, person } = frameOf(c, visit.session)
  const { assurance } = visit.filing
  const key = JSON.stringify([current.page.id, locale, display, person?.name, visit.session !== null, assurance])
  const known = visit.opened.pages.get(key)
  if (known?.facts === visit.facts) return sendWithHoles(c, known.page, tokens)
  const made = pageWithHoles((hole) =>
    formPage(c, visit, current, shown, {
      csrf: hole('csrf'),
      requestKey: hole('requestKey'),
      seconds: hole('seconds'),
    }),
  )
  keepPage(visit.opened, key, visit.facts, made)
  return sendWithHoles(c, made, tokens)
}

/** What differs each time a page is shown. */
type Tokens = Readonly<Record<'csrf' | 'requestKey' | 'seconds', string>>

function showsDraftOnly(c: Context<WebEnv>, { draft, opened }: OpenVisit, shown: Shown): boolean {
  const { state, notice, conflict, extra, status } = shown
  return (
    !c.req.url.includes('?') &&
    draft.version === opened.draft.version &&
    state.typed === draft.body.typed &&
    state.problems.length === 0 &&
    !(shown.carried.back || shown.carried.parked) &&
    [state.looked, notice, conflict, extra, status].every((each) => each === undefined)
  )
}

function formPage(
  c: Context<WebEnv>,
  visit: OpenVisit,
  current: PageOnRoute,
  shown: Shown,
  tokens: Tokens,
): JSX.Element {
  const locale = c.get('locale')
  const m = draftsMessages[locale]
  const { draft, procedure, session } = visit
  const route = ownPages(procedure.route(draft.body.answers, visit.filing, visit.facts), draft.body)
  const elsewhere = elsewhereOn(current, draft.body)
  const { back, parked } = shown.carried
  const refusals = shown.state.problems.filter((problem) => problem.severity === 'refuse')
  return (
    <FormPage
      frame={frameOf(c, session)}
      m={m}
      title={current.page.title}
      {...(current.page.lead === undefined ? {} : { lead: current.page.lead })}
      procedure={procedure.definition.name}
      tasksHref={wayOf(draft).tasks}
      action={`/drafts/${draft.id}/pages/${current.page.id}`}
      hidden={{
        csrf: tokens.csrf,
        requestKey: tokens.requestKey,
        version: String(draft.version),
        ...(back ? { back: 'check' } : {}),
        ...(parked ? { parked: 'yes' } : {}),
      }}
      multipart={current.fields.some(isFileField)}
      autosave={shown.conflict === undefined}
      {...(session === null ? {} : { sessionSeconds: tokens.seconds })}
      step={{ current: route.findIndex(({ page: { id } }) => id === current.page.id) + 1, total: route.length }}
      problems={[...(shown.extra ?? []), ...summaryOf(refusals, current)]}
      stops={shown.state.problems.filter(({ severity }) => severity === 'stop').map(({ message }) => message)}
      warnings={shown.state.problems.filter(({ severity }) => severity === 'warn').map(({ message }) => message)}
      fields={presentFields(
        {
          page: current,
          answers: draft.body.answers,
          ...shown.state,
          sources: draft.body.sources,
          fileHref: (fileId) => `/drafts/${draft.id}/files/${fileId}`,
          waitingList: procedure.definition.capacity?.waitingList ?? false,
          map: visit.portal.cityMap(visit.city.id),
          numberAsked: visit.facts.sealNumber !== undefined,
          ...(elsewhere === undefined ? {} : { elsewhere }),
        },
        locale,
      )}
      {...(shown.notice === undefined ? {} : { notice: shown.notice })}
      {...(shown.conflict === undefined ? {} : { conflict: shown.conflict })}
      backToCheck={back}
    />
  )
}

/** What the other tab saved, question by question. */
export function conflictRows(
  visit: OpenVisit,
  current: PageOnRoute,
  paths: readonly string[],
  empty: string,
): FormPageProps['conflict'] {
  const { procedure, draft, filing, facts } = visit
  const rows = procedure.summarise(draft.body.answers, filing, facts, 'ja').flatMap((section) => section.rows)
  return paths.flatMap((path) => {
    const field = fieldAt(current.page, path)
    if (field === undefined) return []
    const kept = valueAt(draft.body.answers, path) !== undefined
    const text = kept ? rows.find((row) => row.path === path)?.text : undefined
    return [{ label: field.label, text: text ?? empty }]
  })
}
