/** By what two names are the same: width and blanks do not make another name. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '')
