/** 所属. Sections form a tree: 部 → 課 → 係. */
export interface Section {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parentId?: string
  readonly phone?: string
  readonly from: string
  /** Last day; absent while it stands. */
  readonly to?: string
  /** Counts its changes. */
  readonly version: number
}

/** 職位. Higher rank numbers decide more; `postRanks` names the usual ones. */
export interface Post {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly rank: number
  /** Counts its changes. */
  readonly version: number
}

/** Usual ranks of a Japanese city office, so that routes can name a rank without knowing a city's posts. */
export const postRanks = {
  staff: 10,
  chief: 20,
  'subsection-head': 30,
  'assistant-manager': 40,
  manager: 50,
  'deputy-director': 60,
  director: 70,
  'deputy-mayor': 90,
  mayor: 100,
} as const
export type PostRankName = keyof typeof postRanks

/** 本務・兼務・事務取扱. */
export type AssignmentKind = 'principal' | 'concurrent' | 'acting'

export interface Assignment {
  readonly id: string
  readonly staffId: string
  readonly sectionId: string
  readonly sectionName: string
  readonly postId: string
  readonly postName: string
  readonly postRank: number
  readonly kind: AssignmentKind
  readonly from: string
  readonly to?: string
}

/** Somebody in a post, as kept in a record: names are a snapshot of the day. */
export interface PostHolder {
  readonly staffId: string
  readonly name: string
  readonly sectionId: string
  readonly sectionName: string
  readonly postId: string
  readonly postName: string
  readonly postRank: number
  readonly kind: AssignmentKind
}

/**
 * Who acts for a post on a day. `holders` are those in post (本務, 兼務, 事務取扱), the present first.
 * `absent` when every holder is away that day; then `deputy` is who may decide in their place (代決), if anybody.
 * `vacant` when nobody holds the post.
 */
export interface ResolvedPost {
  readonly sectionId: string
  readonly rank: number
  readonly onDay: string
  readonly holders: readonly PostHolder[]
  readonly present: readonly PostHolder[]
  readonly absent: boolean
  readonly vacant: boolean
  readonly deputy?: PostHolder & { readonly because: 'named-deputy' | 'next-rank' }
}
