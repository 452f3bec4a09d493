import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { renderToString } from 'preact-render-to-string'
import { galleryPages } from '../../src/design/gallery/gallery.tsx'
import { locales } from '../../src/platform/i18n/local-text.ts'

const city = { name: '柳井市', phone: '0820-00-0000', hours: '月〜金曜日 8:30〜17:15', demo: true }
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:"

export interface GallerySite {
  readonly origin: string
  readonly paths: readonly string[]
  /** What was posted to the site, newest last. */
  readonly posts: readonly string[]
  /** Answers posts with this status from now on; 0 drops the connection. */
  answerPosts(status: number): void
  close(): Promise<void>
}

/** Serves the gallery with the real style sheet and script, under the same content security policy as the portal. */
export async function openGallery(): Promise<GallerySite> {
  const files = { '/yanagi.css': await bundle('styles/index.css'), '/yanagi.js': await bundle('islands/index.ts') }
  const pages = new Map(galleryPages().map((page) => [page.path, page]))
  const posts: string[] = []
  let postStatus = 200
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery')
    if (request.method === 'POST') {
      if (postStatus === 0) return request.socket.destroy()
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      posts.push(Buffer.concat(chunks).toString())
      return response.writeHead(postStatus, { 'content-type': 'application/json' }).end('{"version":2}')
    }
    if (url.pathname === '/lookup/postcode') return response.end(JSON.stringify(townsOf(url.searchParams.get('code'))))
    if (url.pathname === '/yanagi.css' || url.pathname === '/yanagi.js') {
      const type = url.pathname.endsWith('css') ? 'text/css' : 'text/javascript'
      return response.writeHead(200, { 'content-type': type }).end(files[url.pathname])
    }
    const page = pages.get(url.pathname)
    if (!page) return response.writeHead(404).end('')
    const locale = locales.find((each) => each === url.searchParams.get('lang')) ?? 'ja'
    const size = url.searchParams.get('size') === '200' ? '200' : '100'
    const shell = { assets: { css: '/yanagi.css', js: '/yanagi.js' }, locale, city }
    const html = renderToString(page.page({ ...shell, display: { size, theme: 'system', contrast: 'system' } }))
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    response.end(`<!doctype html>${html}`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    paths: [...pages.keys()],
    posts,
    answerPosts: (status) => {
      postStatus = status
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

/** A postcode with one town, one with two. */
function townsOf(code: string | null): { prefecture: string; city: string; towns: readonly string[] } {
  const towns = code === '7420001' ? ['見本町一丁目'] : ['見本町一丁目', '見本町二丁目']
  return { prefecture: '山口県', city: '柳井市', towns }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [`src/design/${entry}`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  return result.outputFiles[0]?.text ?? ''
}
