import type { ZipEntry } from '../zip/read-zip.ts'
import { unescaped } from './cell-text.ts'
import type { XlsxLimits } from './limits.ts'
import { readPart } from './read-part.ts'
import { XlsxBroken } from './xlsx-broken.ts'

/** Gathers the text of one cell from its pieces: runs of rich text together, without the reading above them (furigana). */
export class RichText {
  #text = ''
  #inText = false
  #reading = 0

  constructor(readonly limit: number) {}

  open(name: string): void {
    if (name === 'rPh') this.#reading += 1
    else if (name === 't') this.#inText = this.#reading === 0
  }

  add(text: string): void {
    if (!this.#inText) return
    this.#text += text
    if (this.#text.length > this.limit * 2) throw new XlsxBroken('cell-too-long', { max: this.limit })
  }

  close(name: string): void {
    if (name === 'rPh') this.#reading -= 1
    else if (name === 't') this.#inText = false
  }

  take(): string {
    const text = unescaped(this.#text)
    this.#text = ''
    this.#inText = false
    return text
  }
}

/** The texts that cells refer to by number. */
export async function readSharedStrings(entry: ZipEntry | undefined, limits: XlsxLimits): Promise<readonly string[]> {
  const strings: string[] = []
  if (entry === undefined) return strings
  const rich = new RichText(limits.cell)
  let letters = 0
  await readPart(entry, {
    open: (name) => rich.open(name),
    text: (text) => rich.add(text),
    close: (name) => {
      rich.close(name)
      if (name !== 'si') return
      const text = rich.take()
      // An empty text costs something as well.
      letters += text.length + 8
      if (letters > limits.strings) throw new XlsxBroken('too-many-strings', { max: limits.strings })
      strings.push(text)
    },
  })
  return strings
}
