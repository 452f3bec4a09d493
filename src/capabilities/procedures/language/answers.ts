import type { Position } from '../../../civic/geo.ts'

/** Answers as they are kept: plain JSON, groups by id, then fields by id. Numbers are safe integers; JSON never sees BigInt. */
export type Answers = { readonly [group: string]: GroupAnswers | readonly GroupAnswers[] | undefined }
export type GroupAnswers = { readonly [field: string]: AnswerValue | undefined }

export type AnswerValue =
  | string
  | number
  | boolean
  | readonly string[]
  | NameAnswer
  | AddressAnswer
  | AccountAnswer
  | MapPointAnswer
  | MapShapeAnswer
  | ConsentAnswer
  | SealedAnswer
  | readonly FileAnswer[]
  | readonly RegisterChoiceAnswer[]

export interface NameAnswer {
  readonly family: string
  readonly given: string
}
/** GIF address: town is 町字, block is 番地以下, building is 方書. */
export interface AddressAnswer {
  readonly postcode: string
  readonly prefecture: string
  readonly city: string
  readonly town: string
  readonly block: string
  readonly building?: string
  readonly localGovernmentCode?: string
}
export interface AccountAnswer {
  readonly choice: 'registered-public' | 'designated'
  readonly bankCode?: string
  readonly bankName?: string
  readonly branchCode?: string
  readonly branchName?: string
  readonly accountType?: 'ordinary' | 'current' | 'savings'
  readonly accountNumber?: string
  readonly holderKana?: string
  readonly yuchoSymbol?: string
  readonly yuchoNumber?: string
}
export interface MapPointAnswer {
  readonly lat: number
  readonly lng: number
}
export type ShapeKind = 'point' | 'line' | 'area'
/** A geometry of GeoJSON (RFC 7946): longitude first; the one ring of a polygon ends where it began. */
export type MapShapeAnswer =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
export interface ConsentAnswer {
  readonly agreed: boolean
  readonly version: string
  /** SHA-256 (hex) of the text that was shown, in the language it was shown in; absent in examples and on paper of before. */
  readonly text?: string
}
/** A value sealed to an inner zone at the first POST; the outer zone can't read it. */
export interface SealedAnswer {
  readonly sealedTo: 'mynumber'
  readonly box: string
}
/** A file kept outside the answers; `how` says the document comes another way. */
export interface FileAnswer {
  readonly fileId?: string
  readonly name?: string
  readonly mediaType?: string
  readonly bytes?: number
  readonly sha256?: string
  /** Capture date read from the untouched photo, `YYYY-MM-DD`. */
  readonly takenOn?: string
  /** Points of a picture as it is shown, upright. */
  readonly width?: number
  readonly height?: number
  readonly how?: 'attached' | 'post' | 'counter' | 'register'
}
export interface RegisterChoiceAnswer {
  readonly entry: string
  readonly quantity?: number
}
