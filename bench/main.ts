import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureCatalogue } from './catalogue.ts'
import { measureDatasets } from './datasets.ts'
import { type MeasuredHall, openHall } from './hall.ts'
import { createLoader } from './loader.ts'
import { measureOffice } from './office.ts'
import { measurePortal } from './portal.ts'
import { measureProgram } from './program.ts'
import { type Measure, table } from './report.ts'

const usualPort = 4700

/**
 * `npm run bench [-- --json] [--port N]`: what the program promises about speed and size, measured on this machine now, each rate
 * against a baseline of the same run. Resolves with 1 when a bar is missed.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json')
  const given = (option: string): string | undefined =>
    argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined
  const firstPort = Number(given('--port') ?? usualPort)
  const only = given('--only')
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const rootDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const measures: Measure[] = []
  const add = (found: readonly Measure[]): void => {
    measures.push(...found)
    if (json) process.stdout.write(found.map((each) => `${JSON.stringify(each)}\n`).join(''))
    else say(table(found))
  }
  const finish = (): number => {
    if (!json) process.stdout.write(`\n${table(measures)}\n`)
    return measures.every((each) => each.ok) ? 0 : 1
  }
  if (only === undefined || only === 'catalogue') await measureCatalogue(rootDir, { say, add })
  if (only === 'catalogue') return finish()
  const loader = await createLoader(rootDir)
  say('starting a city hall of its own')
  const measured = await openHall(firstPort)
  try {
    const residents = await measureAndStop(measured, async () => {
      if (only === undefined || only === 'datasets') await measureDatasets(measured, { say, add })
      if (only === 'datasets') return undefined
      const portal = await measurePortal(measured, loader, { say, add })
      if (only !== 'portal') await measureOffice(measured, loader, { say, add })
      return portal
    })
    if (only === undefined && residents) {
      say('starting it as people do; 50,000 requests')
      const { cookie, formPath } = residents
      const paths = ['/', formPath, '/procedures', formPath, '/procedures/child-allowance-claim']
      add(await measureProgram({ ...measured, port: firstPort }, loader, { cookie, paths }))
    }
  } finally {
    measured.remove()
  }
  return finish()
}

async function measureAndStop<T>(measured: MeasuredHall, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    await measured.close()
  }
}
