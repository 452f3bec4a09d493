import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import { type Measure, under } from './report.ts'

const kb = 1024

/** What a browser fetches for a page, in bytes on the wire with brotli: the HTML with its style sheet, and the script. */
export async function measureSize(pageUrl: string, cookie: string): Promise<readonly Measure[]> {
  const html = await fetchBytes(pageUrl, cookie)
  const text = html.encoding === 'br' ? brotliDecompressSync(html.bytes).toString('utf8') : html.bytes.toString('utf8')
  const address = (pattern: RegExp): string => new URL(pattern.exec(text)?.[1] ?? '', pageUrl).href
  const css = await fetchBytes(address(/<link[^>]*href="([^"]+\.css)"/), cookie)
  const js = await fetchBytes(address(/<script[^>]*src="([^"]+\.js)"/), cookie)
  const deferred = /<script[^>]*(?:type="module"|defer)[^>]*src=|<script[^>]*src=[^>]*(?:type="module"|defer)/.test(
    text,
  )
  return [
    under('form page: HTML and CSS transferred', (html.bytes.byteLength + css.bytes.byteLength) / kb, 'KB', 30),
    under('form page: script transferred', js.bytes.byteLength / kb, 'KB', 45),
    under('form page: scripts that are not deferred', deferred ? 0 : 1, 'scripts', 1),
  ]
}

/** `fetch` would unpack the body: the bytes are counted as they come, so the request is made by hand. */
async function fetchBytes(url: string, cookie: string): Promise<{ readonly bytes: Buffer; readonly encoding: string }> {
  const { hostname, port, pathname, search, host } = new URL(url)
  return new Promise((resolve, reject) => {
    request(
      {
        host: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port,
        path: pathname + search,
        headers: { host, cookie, 'accept-encoding': 'br' },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${pathname}: ${response.statusCode}`))
          else resolve({ bytes: Buffer.concat(chunks), encoding: response.headers['content-encoding'] ?? '' })
        })
      },
    )
      .on('error', reject)
      .end()
  })
}
