import type sharp from 'sharp'

let loaded: Promise<typeof sharp> | undefined

/** The picture library, loaded with the first picture: its native part takes 17 MB that most processes never need. */
export function pictures(): Promise<typeof sharp> {
  loaded ??= import('sharp').then(({ default: library }) => {
    // Pictures of people are not kept in memory.
    library.cache(false)
    return library
  })
  return loaded
}
