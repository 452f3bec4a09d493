/** One line of what stops nothing and has to be put right, in a sentence. */
export interface OriginFault {
  /** Answer path; absent when it is about no single answer. */
  readonly path?: string
  readonly label: string
  readonly sentence: string
}

/** What the box of `case_origin` holds. */
export interface OriginContent {
  /** Name of the file as it was delivered. */
  readonly fileName: string
  /** Line of the file, from 1 with the header; absent for a package. */
  readonly row?: number
  /** Column and text, exactly as they were written. */
  readonly cells: readonly (readonly [string, string])[]
  readonly faults: readonly OriginFault[]
  /** Files of a package with what became of each. */
  readonly files: readonly { readonly name: string; readonly note: string }[]
  /** Key of the package's ciphertext, base64. */
  readonly key?: string
}

/** Where a case comes from, as the page of the case shows it. */
export interface CaseOrigin {
  readonly source: string
  readonly senderNumber: string
  readonly manifest: string
  readonly takenAt: Date
  readonly takenBy: string
  readonly address: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly content: OriginContent
}
