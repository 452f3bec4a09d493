import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout, PublishedDataset, VersionChanges } from '../../public/published.ts'
import type { RowProblem } from '../../table/check-row.ts'

/** A version of a dataset in the making, from a file to its publication. */
export interface Draft {
  readonly id: string
  /** Absent as long as a new dataset has not been described. */
  readonly datasetId: string | undefined
  readonly state: DraftState
  readonly way: DraftWay
  readonly revision: number
  /** The file as it was brought; gone when the draft has ended. */
  readonly source: PublishedDataset['file'] | undefined
  readonly sourceName: string
  readonly sourceSha256: string
  readonly definition: DatasetDefinition | undefined
  /** Of a draft that changes what is said of the dataset, and nothing else. */
  readonly about: DatasetAbout | undefined
  readonly layout: DraftLayout | undefined
  /** Newest published version when it was begun; 0: none. */
  readonly baseNumber: number
  readonly task: DraftTask | undefined
  /** Rows of the running task that are done. */
  readonly done: number
  readonly rowCount: number
  readonly findings: readonly Finding[]
  readonly proposal: DraftProposal | undefined
  /** Code and slots of the refusal that the reading met, as JSON. */
  readonly fault: string | undefined
  readonly begunBy: string
  readonly begunName: string
  readonly begunAt: Date
  readonly changedName: string
  readonly changedAt: Date
}

export type DraftState = 'describing' | 'matching' | 'reading' | 'open' | 'proposed' | 'published' | 'discarded'
/** `screen`: a clerk brought it; `folder`, `robot`: nobody sits in front of it; `description`: it has no rows, only what is said changes. */
export type DraftWay = 'screen' | 'folder' | 'robot' | 'description'

/** How the file lies: where its header is, and what each of its columns is taken for. */
export interface DraftLayout {
  readonly sheet: string
  /** Sheets that may be chosen. */
  readonly sheets: readonly string[]
  /** First line below the header. */
  readonly from: number
  readonly headerLines: readonly number[]
  readonly headers: readonly string[]
  /** Id of a column, `@prefecture`, `@municipality`, empty: not taken, `?`: nobody knows yet. One for each header. */
  readonly matches: readonly string[]
  /** Suggestions that a person has to confirm, by position. */
  readonly unsure: readonly number[]
  readonly edition: string
  /** Hidden columns of the sheet, by position. */
  readonly hidden: readonly number[]
  /** First lines below the header, for the eye. */
  readonly samples: readonly (readonly string[])[]
}

export type DraftTask =
  | { readonly kind: 'read' }
  | { readonly kind: 'repair'; readonly filter: RepairFilter; readonly by: string }
  /** Every place out of the old Tokyo datum. */
  | { readonly kind: 'datum'; readonly by: string }

/** Which proposals are accepted: of one kind, of one column, or of all; `sure`: only those where nothing but the writing changes. */
export interface RepairFilter {
  readonly code?: string
  readonly column?: string
  readonly sure?: boolean
}

/** Problems of one kind in one column, counted. */
export interface Finding {
  readonly code: string
  /** Id of the column; absent: the row as a whole. */
  readonly column?: string
  readonly level: 'error' | 'warning' | 'notice'
  readonly count: number
  /** How many of them have a proposal, and of those how many are sure. */
  readonly proposals: number
  readonly sure: number
}

/** One row of a draft: texts in the order of the definition's columns. */
export interface DraftRow {
  readonly number: number
  readonly cells: readonly string[]
  readonly problems: readonly DraftProblem[]
}

export type DraftProblem = Omit<RowProblem, 'typed'>

/** What was proposed, complete: it is published as it lies here. */
export interface DraftProposal {
  readonly file: PublishedDataset['file']
  readonly rows: number
  readonly changes: VersionChanges
  readonly note: string
  readonly correction: boolean
  readonly by: string
  readonly byName: string
  readonly at: string
  /** Id of the document on its route of approval; absent where the table knows no route and four eyes decide. */
  readonly approval?: string
}

export const errorsOf = (findings: readonly Finding[]): number => countOf(findings, 'error')
export const warningsOf = (findings: readonly Finding[]): number => countOf(findings, 'warning')

/** Kinds whose cells have one right way of writing; in the others a repair of the writing is a matter of taste. */
const freelyWritten: ReadonlySet<string> = new Set(['text', 'long-text'])

/**
 * Repairs of the writing that have to be accepted before anything is proposed: nine o'clock that is no time, 「無料」 for a number. Programs
 * that read the column would stumble over them.
 */
export function unsettledOf({ definition, findings }: Pick<Draft, 'definition' | 'findings'>): number {
  const kinds = new Map(definition?.columns.map(({ id, kind }) => [id, kind]))
  return findings
    .filter(({ column }) => column !== undefined && !freelyWritten.has(kinds.get(column) ?? 'text'))
    .reduce((sum, { sure }) => sum + sure, 0)
}

function countOf(findings: readonly Finding[], level: Finding['level']): number {
  return findings.reduce((sum, finding) => sum + (finding.level === level ? finding.count : 0), 0)
}
