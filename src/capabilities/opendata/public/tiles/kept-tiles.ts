/** Where the archive of a version's low zooms is kept, as `open_version.tiles` says it. */
export interface KeptTiles {
  /** In the file store, with the key of this one file in base64. */
  readonly address: string
  readonly key: string
  readonly bytes: number
  readonly sha256: string
  /** The deepest zoom in it. */
  readonly upTo: number
  /** What its rows are drawn as, where they are shapes; absent: points, or a version that was loaded before this was kept. */
  readonly shapes?: readonly ('line' | 'area')[]
}
