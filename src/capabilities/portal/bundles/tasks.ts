import type { Task } from '../../../design/index.ts'
import type { PageOnRoute, Problem } from '../../procedures/index.ts'
import { isElsewhere, ownPages } from '../drafts/bundled.ts'
import { valueAt } from '../drafts/draft.ts'
import type { DraftsMessages } from '../drafts/messages.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { problemsOf } from './post-shared.ts'
import { type SharedPage, sharedPages } from './rules/shared-pages.ts'
import { sharedForm } from './shared-form.ts'
import type { OpenBundle } from './visit.ts'

/** One part of a bundle as the list shows it, before it is known which comes next. */
interface Part {
  readonly title: Task['title']
  readonly href: string
  readonly status: 'done' | 'started' | 'open'
  readonly prefilled: boolean
}

export interface TasksOfBundle {
  readonly shared: readonly Task[]
  /** The own pages of each draft, in the order of the bundle. */
  readonly own: readonly { readonly visit: OpenVisit; readonly tasks: readonly Task[] }[]
  readonly done: number
  readonly total: number
  /** Where to go on: the first part that is not done; none when everything is ready for the check. */
  readonly next?: string
}

/** The shared pages on which some procedure asks something as things stand. */
export function openSharedPages({
  questions,
  drafts,
}: Pick<OpenBundle, 'questions' | 'drafts'>): readonly SharedPage[] {
  return sharedPages(questions).filter(
    (page) =>
      sharedForm(page, drafts).page.fields.length > 0 || page.blocks.some(({ group }) => group.repeat !== undefined),
  )
}

/** Every part of a bundle: the shared pages first, then what is left to each procedure. */
export function tasksOfBundle(visit: OpenBundle, m: Pick<DraftsMessages, 'prefilledTask'>): TasksOfBundle {
  const shared = openSharedPages(visit).map((page) => sharedPart(visit, page))
  const own = visit.drafts.map((each) => ({ visit: each, parts: ownParts(each) }))
  const all = [...shared, ...own.flatMap(({ parts }) => parts)]
  const next = all.find(({ status }) => status !== 'done')
  const asTask = (part: Part): Task => ({
    title: part.title,
    href: part.href,
    status: part === next ? 'next' : part.status,
    ...(part.prefilled ? { note: m.prefilledTask } : {}),
  })
  return {
    shared: shared.map(asTask),
    own: own.map(({ visit: each, parts }) => ({ visit: each, tasks: parts.map(asTask) })),
    done: all.filter(({ status }) => status === 'done').length,
    total: all.length,
    ...(next === undefined ? {} : { next: next.href }),
  }
}

function sharedPart({ bundle, drafts }: OpenBundle, page: SharedPage): Part {
  const form = sharedForm(page, drafts)
  const saved = Object.hasOwn(bundle.body.pages, page.id)
  const answered = form.page.fields.some(({ path }) => valueAt(form.answers, path) !== undefined)
  const wrong = problemsOf(page, drafts).some(({ severity }) => severity !== 'warn')
  return {
    title: page.page.title,
    href: `/bundles/${bundle.id}/pages/${page.id}`,
    ...statusOf(saved, answered, wrong),
  }
}

function ownParts({ draft, procedure, filing, facts }: OpenVisit): readonly Part[] {
  const { body } = draft
  const problems = procedure.validate(body.answers, filing, facts)
  return ownPages(procedure.route(body.answers, filing, facts), body).map((each) => {
    const saved = Object.hasOwn(body.pages, each.page.id)
    const answered = each.fields.some(
      ({ path }) => !isElsewhere(body, path) && valueAt(body.answers, path) !== undefined,
    )
    return {
      title: each.page.title,
      href: `/drafts/${draft.id}/pages/${each.page.id}`,
      ...statusOf(saved, answered, ownProblems(each, problems, body).length > 0),
    }
  })
}

/** Problems of a page's own questions; what is asked for all is put right on the shared pages. */
function ownProblems(
  { page }: PageOnRoute,
  problems: readonly Problem[],
  body: OpenVisit['draft']['body'],
): readonly Problem[] {
  const groups = new Set(page.groups.map(({ id }) => id))
  return problems.filter(
    ({ path, severity }) => severity !== 'warn' && groups.has(path.split('.')[0] ?? '') && !isElsewhere(body, path),
  )
}

/** What nobody has saved has not been begun, however complete it is: it wants a look. */
function statusOf(saved: boolean, answered: boolean, wrong: boolean): Pick<Part, 'status' | 'prefilled'> {
  if (!saved) return { status: 'open', prefilled: answered }
  return { status: wrong ? 'started' : 'done', prefilled: false }
}
