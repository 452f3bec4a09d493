/** How lines and areas of a layer are told from those of others, without colour: by their dashes, in pixels. Empty: a whole line. */
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [10, 4, 2, 4], [16, 6], [4, 4]]

export function dashesOf(layer: number): readonly number[] {
  return dashes[layer % dashes.length] ?? []
}
