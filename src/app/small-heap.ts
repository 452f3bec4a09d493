import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 collect garbage before the heap has doubled, instead of after it has grown several times over: what lives takes
 * 50 MB, and a server that shares a small machine with its database should not hold 100 MB more of what nobody needs. Its
 * young space is held at 16 MB from the beginning (`scripts/lib/young-space.mjs`).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=75')
}
