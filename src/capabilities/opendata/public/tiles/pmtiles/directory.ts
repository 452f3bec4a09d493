/** Where a tile, or a leaf directory, lies. */
export interface Entry {
  readonly tileId: number
  /** From the beginning of the tiles (or of the leaves). */
  readonly offset: number
  readonly length: number
  /** Tiles with the same content from this one on; 0: a leaf directory that begins with this tile. */
  readonly run: number
}

/** Entries in ascending order of `tileId` as PMTiles 3 writes them: four columns of varints. */
export function writeDirectory(entries: readonly Entry[]): Buffer {
  const bytes: number[] = []
  const write = (value: number): void => {
    let rest = value
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    bytes.push(rest)
  }
  write(entries.length)
  entries.forEach(({ tileId }, at) => {
    write(tileId - (entries[at - 1]?.tileId ?? 0))
  })
  for (const { run } of entries) write(run)
  for (const { length } of entries) write(length)
  entries.forEach(({ offset }, at) => {
    const before = entries[at - 1]
    write(before !== undefined && before.offset + before.length === offset ? 0 : offset + 1)
  })
  return Buffer.from(bytes)
}

export function readDirectory(bytes: Uint8Array): readonly Entry[] {
  let at = 0
  const read = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('The directory of tiles broke off.')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }
  const column = (): number[] => Array.from({ length: count }, read)
  const count = read()
  const [steps, runs, lengths, offsets] = [column(), column(), column(), column()]
  const entries: Entry[] = []
  for (let i = 0; i < count; i += 1) {
    const before = entries[i - 1]
    const offset = offsets[i] ?? 0
    entries.push({
      tileId: (before?.tileId ?? 0) + (steps[i] ?? 0),
      run: runs[i] ?? 0,
      length: lengths[i] ?? 0,
      offset: offset === 0 && before !== undefined ? before.offset + before.length : offset - 1,
    })
  }
  return entries
}
