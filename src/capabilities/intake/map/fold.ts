/** A heading as it is compared: width, case, spaces and the marks that forms put around questions do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[()[\]{}<>「」『』【】〈〉・/\\:*※.、,。?!_~～-]/g, '')
}
