import { type VisitKind, visitCounterOf } from '../../statistics/index.ts'
import type { OpenVisit } from '../drafts/visit.ts'

/** Every application of this site. */
const channel = 'online'

/** Counts that a draft came this far, once for each draft: in memory, and nothing waits for it. */
export function countVisit(visit: OpenVisit, kind: VisitKind, place = ''): void {
  const { draft, city, today } = visit
  visitCounterOf(visit.portal.services).once(
    city.id,
    draft.id,
    { day: today, procedureId: draft.procedureId, versionHash: draft.versionHash, channel },
    kind,
    place,
  )
}

/** Fields of a page that were refused; a field of a repeated group is one field, whichever item it was. */
export function countRefused(
  visit: OpenVisit,
  problems: readonly { readonly path: string; readonly severity: string }[],
): void {
  for (const { path, severity } of problems)
    if (severity !== 'warn' && path !== '') countVisit(visit, 'refused', path.replaceAll(/\.\d+(?=\.|$)/g, ''))
}

/** Counts what has no open draft any more, or not yet. */
export function countDraft(
  portal: Pick<OpenVisit['portal'], 'services'>,
  cityId: string,
  draft: { readonly procedureId: string; readonly versionHash: string },
  kind: VisitKind,
  day: string,
  place = '',
): void {
  const { procedureId, versionHash } = draft
  visitCounterOf(portal.services).count(cityId, { day, procedureId, versionHash, channel }, kind, place)
}
