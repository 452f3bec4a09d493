import type { SharedPart } from '../procedures/index.ts'

export type CopyState = 'open' | 'proposed' | 'published' | 'discarded'

/** Text files by name: example cases `x.yaml`, letters `letters/x.typ`. */
export type TextFiles = Readonly<Record<string, string>>

/** What one save keeps: the definition as written, its example cases and its letters. */
export interface CopyContent {
  readonly source: string
  readonly cases: TextFiles
  readonly letters: TextFiles
}

/** A working copy (下書き) of a definition, as its newest save has it. */
export interface WorkingCopy extends CopyContent {
  readonly id: string
  readonly procedureId: string
  /** The published version it is compared with; undefined for a procedure that is new here. */
  readonly baseNumber: number | undefined
  readonly shared: Readonly<Record<string, SharedPart>>
  readonly state: CopyState
  /** Number of the newest save: what a form says it was filled from. */
  readonly version: number
  readonly savedAt: Date
}

export interface CopySave {
  readonly number: number
  readonly note: string
  readonly savedBy: string
  readonly savedName: string
  readonly savedAt: Date
}

export interface CopyComment {
  readonly id: string
  readonly body: string
  readonly writtenName: string
  readonly writtenAt: Date
}

/** A member of staff as records keep them. */
export interface Author {
  readonly staffId: string
  readonly name: string
  readonly post: string
}
