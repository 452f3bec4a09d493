import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js'

/** Limits of one expression: structure, not time; the cost is estimated by the checker. */
export const expressionLimits = {
  maxAstNodes: 400,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 8,
  maxCallArguments: 8,
}

/** Characters of one expression. What is longer is not read at all: the grammar's reader recurses on signs like `!` and `-`. */
const longest = 2000

const grammar = new Environment({ unlistedVariablesAreDyn: true, limits: expressionLimits })

export type ParseOutcome =
  | { readonly ok: true; readonly ast: ASTNode }
  | { readonly ok: false; readonly sentence: string; readonly at: number }

const tooLong = '式が長すぎます。条件（conditions）や計算値（values）に分けてください'

/** Reads one CEL expression. The grammar and its structural limits are those of `cel-js`; nothing is evaluated here. */
export function parseExpression(source: string): ParseOutcome {
  if (source.length > longest) return { ok: false, sentence: tooLong, at: 0 }
  // Signs before a value are not counted as depth by the grammar, but every walk over the tree goes as deep.
  if (/(?:[!-]\s*){25}/.test(source)) return { ok: false, sentence: tooLong, at: 0 }
  try {
    return { ok: true, ast: grammar.parse(source).ast }
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, sentence: tooLong, at: 0 }
    if (!(error instanceof ParseError)) throw error
    return { ok: false, sentence: sentenceFor(error), at: error.range?.start ?? 0 }
  }
}

function sentenceFor(error: ParseError): string {
  if (error.code.startsWith('exceeded') || error.message.includes('Exceeded')) {
    return tooLong
  }
  if (error.summary.includes('EOF')) return '式が途中で終わっています。かっこや記号の右側を確かめてください'
  return `式の書き方が読み取れません（${error.summary}）`
}

export type { ASTNode }
