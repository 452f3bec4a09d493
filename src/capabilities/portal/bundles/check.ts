import type { Problem, SummarySection } from '../../procedures/index.ts'
import { isElsewhere, withoutItem } from '../drafts/bundled.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { type Review, reviewDraft } from '../submission/review.ts'
import { type TextToSign, textToSign } from '../submission/text-to-sign.ts'
import { type SharedPage, sharedPages } from './rules/shared-pages.ts'
import type { OpenBundle } from './visit.ts'

/** One procedure of a bundle as its check page shows it and its submission goes by it. */
export interface Reviewed {
  readonly visit: OpenVisit
  readonly review: Review
  /** Sections without what is asked for all. */
  readonly own: readonly SummarySection[]
  readonly text: TextToSign
}

/** Everything of a bundle, computed once. */
export interface BundleReview {
  readonly pages: readonly SharedPage[]
  /** One section for each shared page; its rows stand at the paths of that page. */
  readonly shared: readonly SummarySection[]
  readonly each: readonly Reviewed[]
  readonly blocking: number
  readonly warned: boolean
  readonly asksDelivery: boolean
  readonly toSign: readonly Reviewed[]
}

export function reviewBundle({ drafts, questions }: OpenBundle): BundleReview {
  const each = drafts.map((visit): Reviewed => {
    const review = reviewDraft(visit)
    const { body } = visit.draft
    const own = review.sections.map((section) => ({
      ...section,
      rows: section.rows.filter(({ path }) => !isElsewhere(body, path)),
    }))
    return { visit, review, own, text: textToSign(visit, review) }
  })
  const pages = sharedPages(questions)
  return {
    pages,
    shared: pages.map((page) => sectionOf(page, each)),
    each,
    blocking: each.reduce((sum, { review }) => sum + review.blocking.length, 0),
    warned: each.some(({ review }) => review.warnings.length > 0),
    asksDelivery: each.some(({ review }) => review.delivery === 'portal'),
    toSign: each.filter(({ review }) => review.signature === 'required'),
  }
}

/** The rows of a shared page, each once: what the first procedure that asks it says of it. */
function sectionOf(page: SharedPage, each: readonly Reviewed[]): SummarySection {
  const rows = page.blocks.flatMap(({ group, questions }) => {
    const found = new Map<string, SummarySection['rows'][number]>()
    for (const { stands } of questions) {
      for (const { asker, group: own, field } of stands) {
        const reviewed = each.find(({ visit }) => visit.draft.id === asker)
        for (const row of reviewed?.review.sections.flatMap((section) => section.rows) ?? []) {
          if (withoutItem(row.path) !== `${own.id}.${field.id}`) continue
          const path = `${group.id}${row.path.slice(own.id.length)}`
          if (!found.has(path)) found.set(path, { ...row, path })
        }
      }
    }
    // Items one after the other, not question by question.
    return [...found.values()].sort((a, b) => (a.item ?? 0) - (b.item ?? 0))
  })
  return { pageId: page.id, title: page.page.title, rows }
}

/** Where a problem of one procedure is put right: on a shared page, or on a page of its own. */
export function placeToFix(
  bundleId: string,
  review: BundleReview,
  { visit }: Reviewed,
  problem: Problem,
  pageId: string | undefined,
): string {
  const base = `/bundles/${bundleId}`
  const { draft } = visit
  const [head = ''] = problem.path.split('.')
  for (const { id, blocks } of review.pages) {
    for (const { group, questions } of blocks) {
      const mine = questions.some(({ stands }) =>
        stands.some(
          (stand) =>
            stand.asker === draft.id &&
            stand.group.id === head &&
            (problem.path === head || withoutItem(problem.path) === `${head}.${stand.field.id}`),
        ),
      )
      if (mine) return `${base}/pages/${id}?back=check&show=problems#${group.id}${problem.path.slice(head.length)}`
    }
  }
  return pageId === undefined ? base : `/drafts/${draft.id}/pages/${pageId}?back=check&show=problems#${problem.path}`
}

/** The person has checked exactly these texts: every one of them stands as it was then. */
export function isConfirmed({ each }: BundleReview): boolean {
  return each.every(({ visit, text }) => visit.draft.body.confirmed === text.hash)
}
