import { withoutVariationSelectors } from '../characters.ts'
import data from './jisx0213.json' with { type: 'json' }

/**
 * Characters of JIS X 0213:2004 (levels 1–4), which systems outside the city hall can show. A name beyond it
 * (髙 is one) is taken all the same; it only needs 代替文字 on channels with fewer characters.
 */
let members: ReadonlySet<number> | undefined

/** The characters of a text that JIS X 0213 doesn't have, each once. Selectors are set aside, ASCII is inside. */
export function outsideJisX0213(text: string): readonly string[] {
  members ??= unpack(data.runs)
  const known = members
  const letters = new Set(withoutVariationSelectors(text))
  return [...letters].filter((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return code >= 0x80 && !known.has(code)
  })
}

function unpack(lines: readonly string[]): ReadonlySet<number> {
  const codes = new Set<number>()
  let last = 0
  for (const run of lines.join(' ').split(' ')) {
    const [gap = '0', more = '0'] = run.split('.')
    const from = last + Number.parseInt(gap, 36)
    last = from + Number.parseInt(more, 36)
    for (let code = from; code <= last; code += 1) codes.add(code)
  }
  return codes
}
