import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { hashRows } from './anchor.ts'
import { listAnchors, listRowsToAnchor } from './store.ts'

/** A stretch of the access log that no longer fits its anchor. */
export interface AccessFinding {
  readonly kind: 'rows-changed' | 'rows-missing' | 'rows-added' | 'anchor-gap'
  /** Ids of rows, after the first and up to the second. */
  readonly rows: readonly [after: number, to: number]
}

const PAGE = 200
const MORE_THAN_ANY_ANCHOR = 10_000

/** Checks the access log against its anchors. The anchors themselves are events, proven with the tree. */
export async function verifyAccess(db: Kysely<OfficeDb>): Promise<readonly AccessFinding[]> {
  const findings: AccessFinding[] = []
  let expected = 0
  for (let number = 0; ; ) {
    const anchors = await listAnchors(db, number, PAGE)
    for (const anchor of anchors) {
      if (anchor.after !== expected) findings.push({ kind: 'anchor-gap', rows: [expected, anchor.after] })
      const rows = await listRowsToAnchor(db, anchor.after, anchor.to, new Date(0), MORE_THAN_ANY_ANCHOR)
      const place = { rows: [anchor.after, anchor.to] as const }
      if (rows.length < anchor.count) findings.push({ kind: 'rows-missing', ...place })
      else if (rows.length > anchor.count) findings.push({ kind: 'rows-added', ...place })
      else if (hashRows(rows) !== anchor.hash) findings.push({ kind: 'rows-changed', ...place })
      expected = anchor.to
    }
    const last = anchors.at(-1)
    if (last === undefined || anchors.length < PAGE) return findings
    number = last.number
  }
}
