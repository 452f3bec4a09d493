import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openHall } from './hall.ts'
import { createLoader } from './loader.ts'
import { measureOffice } from './office.ts'
import { type Measure, table } from './report.ts'

const firstPort = 4700

/**
 * `npm run bench [-- --json]`: what the program promises about speed and size, measured on this machine now, each rate
 * against a baseline of the same run. Resolves with 1 when a bar is missed.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json')
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const loader = await createLoader(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'))
  say('starting a city hall of its own')
  const measured = await openHall(firstPort)
  const measures: Measure[] = []
  try {
    measures.push(...(await measureOffice(measured, loader, say)))
  } finally {
    await measured.close()
  }
  process.stdout.write(json ? measures.map((each) => `${JSON.stringify(each)}\n`).join('') : `${table(measures)}\n`)
  return measures.every((each) => each.ok) ? 0 : 1
}
