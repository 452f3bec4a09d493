import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type FontCoverage, readFontCoverage } from './font-coverage.ts'
import type { DocumentToSet, SettingResult } from './typesetter.ts'

/** The child process: one compiler, the fonts of the package and no others. */
const fontFolder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json'))
const fonts = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map((name) =>
  readFileSync(join(fontFolder, name)),
)
const workspace = '/'
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts }] })
const coverage: FontCoverage = readFontCoverage(fonts[0] as Buffer)
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

process.on('message', (message: { readonly id: number; readonly document: DocumentToSet }) => {
  process.send?.({ id: message.id, result: setDocument(message.document) })
})
process.on('disconnect', () => process.exit(0))

function setDocument(document: DocumentToSet): SettingResult {
  const missing = missingGraphemes(document.data)
  if (missing.length > 0) return { ok: false, refusal: 'missing-glyphs', characters: missing }
  compiler.resetShadow()
  for (const [path, source] of Object.entries(document.sources))
    compiler.addSource(join('/yanagi-documents', path), source)
  for (const [path, bytes] of Object.entries(document.images ?? {}))
    compiler.mapShadow(join('/yanagi-documents', path), Buffer.from(bytes))
  const compiled = compiler.compile({
    mainFilePath: join('/yanagi-documents', document.main),
    inputs: { data: JSON.stringify(document.data) },
    resetRead: true,
  })
  const error = compiled.takeError()
  if (error !== null)
    return { ok: false, refusal: 'template-broken', diagnostics: compiler.fetchDiagnostics(error).map(describe) }
  const result = compiled.result
  if (result === null) return { ok: false, refusal: 'template-broken', diagnostics: ['no result'] }
  const pdf = compiler.pdf(result, { pdfStandard: 'a-2b', creationTimestamp: Math.floor(document.at.getTime() / 1000) })
  const pages = result.numOfPages
  const svg = document.picture === true ? compiler.plainSvg(result) : undefined
  compiler.evictCache(10)
  return { ok: true, pdf, pages, ...(svg === undefined ? {} : { svg }) }
}

function describe(diagnostic: unknown): string {
  const { message, path, range } = diagnostic as { message?: unknown; path?: unknown; range?: unknown }
  return `${String(path ?? '')} ${JSON.stringify(range ?? '')} ${String(message ?? diagnostic)}`
}

/** Characters anywhere in the data that the font can't draw, each once. */
function missingGraphemes(data: unknown): readonly string[] {
  const missing = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const { segment } of graphemes.segment(value)) if (!coverage.has(segment)) missing.add(segment)
    } else if (Array.isArray(value)) value.forEach(visit)
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit)
  }
  visit(data)
  return [...missing]
}
