import type { Task } from '../../../design/index.ts'
import type { PageOnRoute } from '../../procedures/index.ts'
import type { DraftBody } from './draft.ts'
import type { DraftsMessages } from './messages.ts'

export interface TasksOfDraft {
  readonly tasks: readonly Task[]
  /** The first page that is not done; none when everything is ready for the check. */
  readonly next: PageOnRoute | undefined
  readonly done: number
}

/**
 * The list of a draft's pages, each with its state as the person knows it: what was only filled in from the card or the
 * sign-in has not been begun, however complete it is, and wants a look.
 */
export function tasksOf(
  route: readonly PageOnRoute[],
  body: Pick<DraftBody, 'answers' | 'pages'>,
  base: string,
  m: Pick<DraftsMessages, 'checkTask' | 'blockedCheck' | 'prefilledTask'>,
): TasksOfDraft {
  const seen = route.map((each) => ({ each, prefilled: isOnlyPrefilled(each, body) }))
  const next = seen.find(({ each, prefilled }) => prefilled || each.status !== 'done')?.each
  const tasks = seen.map(({ each, prefilled }): Task => {
    const status = each === next ? 'next' : prefilled ? 'open' : each.status
    return {
      title: each.page.title,
      href: `${base}/pages/${each.page.id}`,
      status,
      ...(prefilled ? { note: m.prefilledTask } : {}),
    }
  })
  const check: Task =
    next === undefined
      ? { title: m.checkTask, status: 'next', href: `${base}/check` }
      : { title: m.checkTask, status: 'blocked', note: m.blockedCheck }
  return {
    tasks: [...tasks, check],
    next,
    done: seen.filter(({ each, prefilled }) => !prefilled && each.status === 'done').length,
  }
}

/** Nobody has saved the page yet, and there are answers on it all the same. */
function isOnlyPrefilled({ page }: PageOnRoute, { answers, pages }: Pick<DraftBody, 'answers' | 'pages'>): boolean {
  return !Object.hasOwn(pages, page.id) && page.groups.some(({ id }) => answers[id] !== undefined)
}
