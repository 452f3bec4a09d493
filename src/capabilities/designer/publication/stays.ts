import type { Context } from 'hono'
import { formatEra } from '../../../civic/era.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { StoredVersion } from '../../procedures/index.ts'
import { momentText } from '../moment.ts'
import { openDrafts } from '../store/draft-counts.ts'
import { type Designer, dbOf } from '../web.ts'

/** What goes on under the versions that are there, whatever is published now. */
export interface Stays {
  /** Newest first; only versions with something under way. `number` is undefined for one that this city no longer has. */
  readonly rows: readonly {
    readonly number: number | undefined
    readonly from: string
    readonly cases: number
    readonly drafts: number
  }[]
  readonly cases: number
  readonly drafts: number
  /** When the drafts were counted, in words; undefined: not yet. */
  readonly countedAt: string | undefined
}

/** Counts the cases and drafts of a procedure by version. */
export async function staysOf(
  designer: Designer,
  c: Context<WebEnv>,
  procedureId: string,
  versions: readonly StoredVersion[],
): Promise<Stays> {
  const cases = await designer.openCases(c.get('city').id, procedureId)
  const { counts: drafts, countedAt } = await openDrafts(dbOf(designer, c), procedureId)
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0)
  const known = new Set(versions.map(({ hash }) => hash))
  const other = (counts: ReadonlyMap<string, number>): number =>
    sum(new Map([...counts].filter(([hash]) => !known.has(hash))))
  const rows = [
    ...versions.map(({ hash, number, effectiveFrom }) => ({
      number,
      from: formatEra(effectiveFrom),
      cases: cases.get(hash) ?? 0,
      drafts: drafts.get(hash) ?? 0,
    })),
    { number: undefined, from: '', cases: other(cases), drafts: other(drafts) },
  ]
  return {
    rows: rows.filter((row) => row.cases + row.drafts > 0),
    cases: sum(cases),
    drafts: sum(drafts),
    countedAt: countedAt && momentText(countedAt),
  }
}
