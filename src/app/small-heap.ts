import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the young space together, in bytes: with 8 MB each, garbage of a page of the office dies young too. */
const youngEnough = 16 * 1024 ** 2

/**
 * Has V8 collect garbage before the heap has doubled, instead of after it has grown several times over, and keeps its
 * young space at 16 MB instead of 32: what lives takes 50 MB, and a server that shares a small machine with its database
 * should not hold 100 MB more of what nobody needs.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=75')
  growYoungSpace()
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** The young space grows only with what survives in it; `young-space.ts` has held it at its beginning until now. */
function growYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
  const survivors: object[] = []
  for (let made = 0; youngSpace() < youngEnough && made < 200_000; made += 1000) {
    for (let i = 0; i < 1000; i += 1) survivors.push({ at: made + i, held: [i] })
  }
}

function youngSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngEnough
}
