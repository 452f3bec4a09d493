import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureCatalogue } from './catalogue.ts'
import { measureDatasets } from './datasets.ts'
import { type MeasuredHall, openHall } from './hall.ts'
import { measureIntake } from './intake.ts'
import { createLoader } from './loader.ts'
import { measureOffice } from './office.ts'
import { measureOpenData } from './open-data.ts'
import { unknownPart, type Wanted, wantedParts } from './parts.ts'
import { measurePortal } from './portal.ts'
import { measureMemory, measureStart } from './program.ts'
import { type Measure, type Progress, table } from './report.ts'

const usualPort = 4700

/**
 * `npm run bench [-- --json] [--port N] [--only PART]`: what the program promises about speed and size, measured on this machine
 * now, each rate against a baseline of the same run. Resolves with 1 when a bar is missed.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json')
  const given = (option: string): string | undefined =>
    argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined
  const firstPort = Number(given('--port') ?? usualPort)
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const only = given('--only')
  const problem = only === undefined ? undefined : unknownPart(only)
  if (problem !== undefined) {
    say(problem)
    return 1
  }
  const wanted = wantedParts(only)
  const rootDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const measures: Measure[] = []
  const add = (found: readonly Measure[]): void => {
    measures.push(...found)
    if (json) process.stdout.write(found.map((each) => `${JSON.stringify(each)}\n`).join(''))
    else say(table(found))
  }
  if (wanted('catalogue')) await measureCatalogue(rootDir, { say, add })
  if (['portal', 'office', 'datasets', 'intake', 'program'].some(wanted))
    await measureHall({ rootDir, firstPort, wanted }, { say, add })
  if (wanted('open-data')) await measureOpenDataAlone({ rootDir, firstPort, wanted }, { say, add })
  if (!json) process.stdout.write(`\n${table(measures)}\n`)
  return measures.every((each) => each.ok) ? 0 : 1
}

async function measureHall(
  { rootDir, firstPort, wanted }: { readonly rootDir: string; readonly firstPort: number; readonly wanted: Wanted },
  { say, add }: Progress,
): Promise<void> {
  const loader = await createLoader(rootDir)
  say('starting a city hall of its own')
  const measured = await openHall(firstPort)
  try {
    const resident = await measureAndStop(measured, async () => {
      const prepared =
        wanted('portal') || wanted('memory') ? await measurePortal(measured, loader, wanted, { say, add }) : undefined
      if (wanted('office')) await measureOffice(measured, loader, wanted, { say, add })
      if (wanted('datasets')) await measureDatasets(measured, { say, add })
      if (wanted('intake')) await measureIntake(measured, { say, add })
      return prepared
    })
    const program = { ...measured, port: firstPort }
    if (wanted('start')) {
      say('starting it as people do')
      add(await measureStart(program))
    }
    if (resident !== undefined && wanted('memory')) {
      say('50,000 requests')
      const { cookie, formPath } = resident
      const paths = ['/', formPath, '/procedures', formPath, '/procedures/child-allowance-claim']
      add(await measureMemory(program, loader, { cookie, paths }))
    }
  } finally {
    measured.remove()
  }
}

/** On a city hall of its own: a million rows would stand in the way of everything else. */
async function measureOpenDataAlone(
  { rootDir, firstPort, wanted }: { readonly rootDir: string; readonly firstPort: number; readonly wanted: Wanted },
  progress: Progress,
): Promise<void> {
  const loader = await createLoader(rootDir)
  progress.say('starting a city hall for the open data')
  const measured = await openHall(firstPort)
  try {
    await measureAndStop(measured, () => measureOpenData(measured, loader, wanted, progress))
  } finally {
    measured.remove()
  }
}

async function measureAndStop<T>(measured: MeasuredHall, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    await measured.close()
  }
}
