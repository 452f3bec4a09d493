import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the young space together, in bytes: with 8 MB each, garbage of a page of the office dies young too. */
const youngEnough = 16 * 1024 ** 2

/**
 * Called before the program is loaded, which would let V8's young space grow to 32 MB that it never gives back. Left at its
 * beginning it would be collected fifty times before the first page. So it is grown at once, and held there.
 */
export function holdYoungSpace() {
  grow()
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** It grows only with what survives in it. */
function grow() {
  const survivors = []
  for (let made = 0; size() < youngEnough && made < 200_000; made += 1000) {
    for (let i = 0; i < 1000; i += 1) survivors.push({ at: made + i, held: [i] })
  }
}

function size() {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngEnough
}
