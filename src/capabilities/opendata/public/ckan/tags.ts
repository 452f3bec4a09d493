import { uuidOf } from '../resource-id.ts'

export interface TagDict {
  readonly id: string
  readonly name: string
  readonly display_name: string
  readonly state: 'active'
  readonly vocabulary_id: null
}

/** Tags of CKAN have letters, digits, spaces and `- _ .`, two at least; of another keyword what is left of it. */
export function tagsOf(keywords: readonly string[]): readonly TagDict[] {
  const names = keywords
    .map((word) => word.replace(/[^\p{L}\p{M}\p{N} _.-]/gu, '').trim())
    .filter((name) => name.length > 1)
  return [...new Set(names)].sort().map(tagDict)
}

/** The same word is the same tag everywhere. */
export function tagDict(name: string): TagDict {
  return { id: uuidOf(tagNamespace, name), name, display_name: name, state: 'active', vocabulary_id: null }
}

/** Made once at random; tags belong to no dataset. */
const tagNamespace = '7f3c1c2e-6c0b-4b0f-9a55-0d7f3d0b8e21'
