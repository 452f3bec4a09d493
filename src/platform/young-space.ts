import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the young space together, in bytes: with 8 MB each, garbage of a page of the office dies young too. */
const youngEnough = 16 * 1024 ** 2

// Imported before everything else: loading the program would let V8's young space grow to 32 MB, which it never gives back.
// Left at its beginning it would be collected fifty times before the first page. So it is grown at once, and held there.
growYoungSpace()
setFlagsFromString('--semi-space-growth-factor=1')

/** It grows only with what survives in it. */
function growYoungSpace(): void {
  const survivors: object[] = []
  for (let made = 0; youngSpace() < youngEnough && made < 200_000; made += 1000) {
    for (let i = 0; i < 1000; i += 1) survivors.push({ at: made + i, held: [i] })
  }
}

function youngSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngEnough
}
