/**
 * Names this very build of the program, by a hash of its sources; undefined where it runs from the sources themselves. What
 * one build worked out from a text holds for that build: written down under its mark, it need not be worked out again.
 * `scripts/lib/build.mjs` puts it in.
 */
export const programMark: string | undefined = process.env.YANAGI_PROGRAM_MARK
