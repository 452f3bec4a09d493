import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { buildSearchIndex, searchProcedures } from '../src/capabilities/portal/home/search.ts'
import { loadCase } from '../src/capabilities/procedures/cases/case-file.ts'
import { factsOf, filingOf } from '../src/capabilities/procedures/cases/run-case.ts'
import {
  type Answers,
  type CityFacts,
  type CompiledProcedure,
  checkProcedures,
  compile,
  type Filing,
  loadProcedure,
} from '../src/capabilities/procedures/index.ts'
import { readProcedureFolders, readSharedParts } from '../src/capabilities/procedures/seeds/folder.ts'
import { buildProgram } from './loader.ts'
import { type Measure, type Progress, twice, under } from './report.ts'

/** What people type: found at once, found late, with slips, not found at all. */
const queries = [
  'じどうてあて',
  '児童手当 引っ越し',
  'かいごにんてい　こうしん',
  'certifcate of disaster',
  '水道を止めたいのですがどうすればいいですか',
  'そだいこみ もうしこみ',
  'zzzzqqqq',
]

interface LargestForm {
  readonly procedure: CompiledProcedure
  readonly answers: Answers
  readonly filing: Filing
  readonly city: CityFacts
  readonly fields: number
}

/** The catalogue at its full size: loading and checking it, its examples, its search, the largest form. */
export async function measureCatalogue(rootDir: string, { say, add }: Progress): Promise<void> {
  say('loading and checking all definitions')
  add(await twice(() => loading(rootDir)))
  say('all example cases')
  add(await twice(() => examples(rootDir)))
  const { shared } = await readSharedParts(rootDir)
  const folders = await readProcedureFolders(path.join(rootDir, 'procedures'))
  const procedures = folders.flatMap((folder) => {
    const { definition } = loadProcedure(folder.source, { shared, published: true })
    return definition ? [{ folder, procedure: compile(definition, folder.id) }] : []
  })
  const index = buildSearchIndex(procedures.map(({ procedure }) => procedure.definition))
  const slowest = () => Math.max(...queries.map((query) => median(101, () => searchProcedures(index, query))))
  add(await twice(async () => [under('search over the catalogue, the slowest of 7 queries', slowest(), 'ms', 10)]))
  const largest = largestOf(procedures)
  say(`the largest form: ${largest.procedure.definition.id}, ${largest.fields} fields asked`)
  add(await twice(async () => [under('validation of the largest form', validation(largest), 'ms', 2)]))
}

/** In a process of its own, as a start has it. The least of three: a busy neighbour makes processor time longer, never shorter. */
async function loading(rootDir: string): Promise<readonly Measure[]> {
  const program = await buildProgram(rootDir, 'catalogue-load')
  const run = async (): Promise<{ definitions: number; folders: number; checkedMs: number }> => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, rootDir])
    return JSON.parse(stdout)
  }
  const runs = [await run(), await run(), await run()]
  const { definitions, folders } = runs[0] ?? (await run())
  const checkedMs = Math.min(...runs.map((each) => each.checkedMs))
  if (definitions !== folders) throw new Error(`${folders - definitions} definitions can't be read.`)
  return [under(`load and check all ${definitions} definitions: processor time`, checkedMs / 1000, 's', 1)]
}

async function examples(rootDir: string): Promise<readonly Measure[]> {
  const began = performance.now()
  const { ok, procedures } = await checkProcedures(rootDir, { strict: true })
  const seconds = (performance.now() - began) / 1000
  if (!ok) throw new Error('The definitions have problems: npm run yanagi -- procedures check')
  const cases = procedures.reduce((sum, each) => sum + each.cases, 0)
  return [under(`check all definitions and run all ${cases} example cases`, seconds, 's', 20)]
}

/** The example that is asked most. */
function largestOf(
  procedures: readonly {
    readonly folder: { readonly cases: readonly { readonly file: string; readonly source: string }[] }
    readonly procedure: CompiledProcedure
  }[],
): LargestForm {
  let largest: LargestForm | undefined
  for (const { folder, procedure } of procedures) {
    for (const { file, source } of folder.cases) {
      const { content } = loadCase(source, file)
      if (!content?.expect.valid) continue
      const filing = filingOf(content, procedure)
      const city = factsOf(content, [], filing.today)
      const fields = procedure
        .route(content.answers, filing, city)
        .reduce((sum, { fields: asked }) => sum + asked.length, 0)
      if (fields > (largest?.fields ?? 0)) largest = { procedure, answers: content.answers, filing, city, fields }
    }
  }
  if (!largest) throw new Error('There is no valid example.')
  return largest
}

/** Fresh answers each time: what is remembered of the same answers is not measured. */
function validation({ procedure, answers, filing, city }: LargestForm): number {
  const copies = Array.from({ length: 401 }, () => structuredClone(answers))
  return median(copies.length, (round) => procedure.validate(copies[round] ?? answers, filing, city))
}

/** Milliseconds of the middle one of so many rounds; as many rounds before it are for warming up. */
function median(rounds: number, work: (round: number) => unknown): number {
  for (let round = 0; round < rounds; round += 2) work(round)
  const times = Array.from({ length: rounds }, (_, round) => {
    const began = performance.now()
    work(round)
    return performance.now() - began
  }).sort((a, b) => a - b)
  return times[Math.floor(rounds / 2)] ?? Number.NaN
}
