import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { formSample } from '../gallery/samples/form.tsx'

const design = fileURLToPath(new URL('..', import.meta.url))

/** Bytes on the wire of a bundled and minified file. */
async function weigh(entry: string): Promise<number> {
  const result = await build({
    entryPoints: [`${design}/${entry}`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  return brotliCompressSync(result.outputFiles[0]?.contents ?? new Uint8Array()).length
}

describe('what a thin line has to carry', () => {
  it('a style sheet of at most 9 KB', async () => {
    expect(await weigh('styles/index.css')).toBeLessThan(9 * 1024)
  })

  it('a script of at most 45 KB', async () => {
    expect(await weigh('islands/index.ts')).toBeLessThan(45 * 1024)
  })

  it('a form page of at most 30 KB with its style sheet', async () => {
    const city = { name: '柳井市', phone: '0820-00-0000', hours: '', demo: true }
    const page = formSample.page({ assets: { css: '/a.css', js: '/a.js' }, locale: 'ja', city })
    const html = brotliCompressSync(renderToString(page)).length
    expect(html + (await weigh('styles/index.css'))).toBeLessThan(30 * 1024)
  })
})
