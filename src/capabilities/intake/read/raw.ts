import type { Manifest } from '../manifest/schema.ts'
import { decode } from './encoding.ts'
import { readPackage } from './package.ts'
import { FileRefused } from './refusal.ts'
import { type RawRow, rowsOf } from './rows.ts'

/** Largest file that is taken at all: ten thousand applications of a CSV, or one package. */
export const largestFile = 32 * 1024 * 1024

/**
 * The applications of a delivered file, one after the other. Throws `FileRefused`, also in the middle: a file that breaks
 * off is not taken in part, so read all of it before anything is kept.
 */
export function* readRaw(manifest: Manifest, bytes: Uint8Array): Generator<RawRow> {
  if (bytes.byteLength === 0) throw new FileRefused('empty')
  if (bytes.byteLength > largestFile) throw new FileRefused('too-large', { max: '32MB' })
  if (manifest.container.kind === 'zip') {
    const raw = readPackage(manifest.container, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    checkHeader(manifest, new Set([...raw.cells, ...raw.also].map(([name]) => name)))
    yield raw
    return
  }
  const { encoding, delimiter } = manifest.container
  yield* rowsOf(decode(bytes, encoding), delimiter === 'tab' ? '\t' : ',', (names) => checkHeader(manifest, names))
}

/** Without these nobody can say which application it is, when it arrived, and of which procedure. */
function checkHeader(manifest: Manifest, names: ReadonlySet<string>): void {
  const wanted = [
    'column' in manifest.number ? manifest.number.column : undefined,
    manifest.arrivedAt.column,
    manifest.procedureCode?.column,
  ]
  for (const name of wanted)
    if (name !== undefined && !names.has(name)) throw new FileRefused('header-missing', { name })
}
