/** How a layer is told from others, without colour: by its shape, and by being filled or hollow. */
export interface MarkStyle {
  /** SVG path around 0, 0, about 14 units wide. */
  readonly path: string
  readonly hollow: boolean
}

const shapes = [
  'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z',
  'M0-8L8 0 0 8-8 0z',
  'M-5.5-5.5H5.5V5.5H-5.5z',
  'M0-7.5L7.5 5.5H-7.5z',
  'M0 7.5L-7.5-5.5H7.5z',
  'M-2.5-7H2.5V-2.5H7V2.5H2.5V7H-2.5V2.5H-7V-2.5H-2.5z',
  'M-4-6.5H4L8 0 4 6.5H-4L-8 0z',
  'M0-8.5L2.2-2.800 8-2.600 3.400 1.100 5 6.900 0 3.600-5 6.900-3.400 1.100-8-2.600-2.2-2.800z',
] as const

/** Evacuation sites of the neighbours: like the usual mark of a place on a map, and unlike any of ours. */
export const neighbourMark: MarkStyle = { path: 'M0 8L-5-1A5.800 5.800 0 1 1 5-1z', hollow: true }

/** The mark of the n-th layer: eight filled, then eight hollow ones; after that they begin again. */
export function markOf(layer: number): MarkStyle {
  return { path: shapes[layer % shapes.length] ?? shapes[0], hollow: Math.floor(layer / shapes.length) % 2 === 1 }
}
