import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0

/** Features that `ogr2ogr` makes of a source, as GDAL understood them. */
export async function featuresByGdal(
  source: string,
  layer: string,
  options: readonly string[] = [],
): Promise<readonly { readonly properties: Readonly<Record<string, unknown>>; readonly geometry: unknown }[]> {
  const { stdout } = await run('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', source, layer, ...options].filter(Boolean), {
    maxBuffer: 64 * 1024 * 1024,
  })
  return (JSON.parse(stdout) as { features: never[] }).features
}

/** Names of the layers of a source. */
export async function layersByGdal(source: string): Promise<readonly string[]> {
  const { stdout } = await run('ogrinfo', ['-ro', '-q', source])
  return [...stdout.matchAll(/^\d+: (\S+)/gm)].map(([, name = '']) => name).sort()
}
