import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** The style sheet and the script of the pages, by their hashed paths. */
export interface AssetPaths {
  readonly css: string
  readonly js: string
  /** The map that can be moved, loaded when somebody asks for it: its script, its styles, and the worker that draws. */
  readonly map?: MapAssetPaths
}

export interface MapAssetPaths {
  readonly js: string
  readonly css: string
  readonly worker: string
}

interface Asset {
  readonly type: string
  readonly etag: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly br?: Uint8Array<ArrayBuffer>
  readonly gzip?: Uint8Array<ArrayBuffer>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
}

/** Reads the built assets once, with what the build has compressed (the rest is compressed here). `folder` absent (tests without a build): no assets, fixed names. */
export function loadAssets(folder: string): { readonly paths: AssetPaths; readonly serve: MiddlewareHandler } {
  const assets = new Map<string, Asset>()
  const paths = { css: '/assets/yanagi.css', js: '/assets/yanagi.js' }
  const map = { js: '', css: '', worker: '' }
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const type = types[extname(name)]
    if (type === undefined) continue
    assets.set(`/assets/${name}`, toAsset(join(folder, name), type))
    if (/^yanagi-.*\.css$/.test(name)) paths.css = `/assets/${name}`
    if (/^yanagi-.*\.js$/.test(name)) paths.js = `/assets/${name}`
    if (/^map-.*\.js$/.test(name)) map.js = `/assets/${name}`
    if (/^map-.*\.css$/.test(name)) map.css = `/assets/${name}`
    if (/^mapworker-.*\.js$/.test(name)) map.worker = `/assets/${name}`
  }
  const built = Object.values(map).every((path) => path !== '')
  return { paths: { ...paths, ...(built ? { map } : {}) }, serve: serveFrom(assets) }
}

function serveFrom(assets: ReadonlyMap<string, Asset>): MiddlewareHandler {
  return async (c, next) => {
    const asset = assets.get(c.req.path)
    if (asset === undefined) return next()
    c.header('cache-control', 'public, max-age=31536000, immutable')
    c.header('etag', asset.etag)
    c.header('vary', 'accept-encoding')
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
    c.header('content-type', asset.type)
    const accepted = c.req.header('accept-encoding') ?? ''
    if (asset.br && /\bbr\b/.test(accepted)) {
      c.header('content-encoding', 'br')
      return c.body(asset.br)
    }
    if (asset.gzip && /\bgzip\b/.test(accepted)) {
      c.header('content-encoding', 'gzip')
      return c.body(asset.gzip)
    }
    return c.body(asset.plain)
  }
}

function toAsset(file: string, type: string): Asset {
  const plain = readFileSync(file)
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const text = /text|json|svg/.test(type)
  return {
    type,
    etag,
    plain: new Uint8Array(plain),
    ...(text
      ? {
          br: readCompressed(`${file}.br`) ?? new Uint8Array(brotliCompressSync(plain)),
          gzip: readCompressed(`${file}.gz`) ?? new Uint8Array(gzipSync(plain, { level: 9 })),
        }
      : {}),
  }
}

function readCompressed(file: string): Uint8Array<ArrayBuffer> | undefined {
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined
}
