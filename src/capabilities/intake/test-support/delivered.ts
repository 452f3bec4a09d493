/** A cell of a CSV as senders write it: quoted where it has to be, otherwise untouched. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One application under its headings. */
export function csvOf(...rows: readonly ReadonlyMap<string, string>[]): string {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  return [names, ...rows.map((row) => names.map((name) => row.get(name) ?? ''))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
}

/** The same as a list of items, as a package has it. */
export function itemsCsvOf(cells: ReadonlyMap<string, string>): Buffer {
  const lines = [...cells].map(([name, text], n) => [`I${n + 1}`, name, text])
  return Buffer.from([['項目ID', '項目名', '値'], ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join(''))
}

const table = new Map<string, Buffer>()

/** Text as Shift_JIS bytes; what it has no character for becomes 〓, as old systems write it. */
export function shiftJis(text: string): Buffer {
  if (table.size === 0) fillTable()
  return Buffer.concat([...text].map((letter) => table.get(letter) ?? table.get('〓') ?? Buffer.from('?')))
}

function fillTable(): void {
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const put = (bytes: number[]): void => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes))
      if (!table.has(letter)) table.set(letter, Buffer.from(bytes))
    } catch {
      // No character stands there.
    }
  }
  for (let first = 0; first < 0x100; first += 1) put([first])
  for (let first = 0x81; first <= 0xfc; first += 1)
    for (let second = 0x40; second <= 0xfc; second += 1) put([first, second])
}
