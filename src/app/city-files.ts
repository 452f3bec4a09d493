import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type ApprovalMatterSeeds, approvalMatterSeeds } from '../capabilities/approvals/index.ts'
import { readYaml } from '../capabilities/procedures/index.ts'
import { isLocalGovernmentCode } from '../civic/check-digits.ts'
import type { Config } from '../config.ts'
import { type Surface, surfaces } from '../platform/capability.ts'
import type { City } from '../platform/cities.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Zone } from '../platform/zone.ts'
import { cityFileFault, placeInFile } from './city-file-problems.ts'

/** A municipality as its file describes it: who it is, where it answers, what it starts from. */
export interface CityFile {
  readonly city: City
  readonly file: string
  /** Ids of the procedures it offers; absent: all that the program has. */
  readonly procedures: readonly string[] | undefined
  readonly approvalMatters: ApprovalMatterSeeds
}

const shape = z.object({
  id: z
    .string()
    .regex(
      /^[a-z][a-z0-9]{1,30}$/,
      'must begin with a lower-case letter and have lower-case letters and digits, at most 31.',
    ),
  code: z
    .string()
    .regex(/^\d{6}$/, 'must have six digits, in quotation marks.')
    .refine(isLocalGovernmentCode, 'has a wrong check digit: look it up in 全国地方公共団体コード.')
    .optional(),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  nameEasy: z.string().min(1),
  mayor: z.string().min(1),
  phone: z.string().min(1),
  hours: z.string().min(1),
  hoursEn: z.string().min(1).optional(),
  hoursEasy: z.string().min(1).optional(),
  demo: z.boolean().default(false),
  origins: z.partialRecord(z.enum(surfaces), z.url()).default({}),
  settings: z.record(z.string(), z.unknown()).default({}),
  procedures: z.array(z.string()).optional(),
  approvalMatters: approvalMatterSeeds.default([]),
})

/** The demo cities, when no file is named. */
const demoCities = ['yanai', 'mihon']
/** Ports of one city: portal, office, residents' files, simulator, my-number zone, the office's view of files. */
const portOrder: readonly Surface[] = ['portal', 'office', 'files', 'simulator', 'mynumber', 'office-files']
const portsPerCity = 10

/** Reads the city files that the settings name. Throws `OperatorError` with every problem of every file at once. */
export function readCityFiles(config: Pick<Config, 'cityFiles' | 'rootDir' | 'port' | 'demo'>): readonly CityFile[] {
  const files =
    config.cityFiles.length > 0
      ? config.cityFiles
      : demoCities.map((id) => path.join(config.rootDir, 'catalog', 'cities', `${id}.yaml`))
  const problems: string[] = []
  const read = files.map((file, index) =>
    readOne(path.resolve(file), config.port + index * portsPerCity, config.demo, problems),
  )
  const cities = read.filter((each) => each !== undefined)
  const twice = cities.map((each) => each.city.id).filter((id, at, all) => all.indexOf(id) !== at)
  for (const id of twice) problems.push(`The city "${id}" stands in two files.`)
  if (problems.length > 0)
    throw new OperatorError(['The city files can not be used:', ...problems.map((each) => `  ${each}`)].join('\n'))
  return cities
}

function readOne(file: string, port: number, demo: boolean, problems: string[]): CityFile | undefined {
  if (!existsSync(file)) {
    problems.push(`${file}: there is no such file.`)
    return undefined
  }
  let parsed: unknown
  try {
    const source = readFileSync(file, 'utf8')
    // The thorough reader takes ten times as long, and is for what the quick one leaves to it.
    const read = readYaml(source)
    parsed = read.problems.length === 0 ? read.data : parse(source, { maxAliasCount: 0 })
  } catch (error) {
    // The first line says what and where; what follows draws the place.
    problems.push(`${file}: this is no YAML: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '.')}`)
    return undefined
  }
  const result = shape.safeParse(parsed, { error: cityFileFault })
  if (!result.success) {
    problems.push(...result.error.issues.map((issue) => `${file}: ${placeInFile(issue.path)} ${issue.message}`))
    return undefined
  }
  const { procedures, approvalMatters, code, origins, ...rest } = result.data
  if (rest.demo && !demo) {
    problems.push(`${file}: this is a demonstration city, and YANAGI_DEMO is "no".`)
    return undefined
  }
  const city: City = {
    ...rest,
    ...(code === undefined ? {} : { code }),
    origins: { ...localOrigins(port, rest.demo), ...(origins as City['origins']) },
  }
  return { city, file, procedures, approvalMatters }
}

/** Where a city answers when its file names no public addresses: this machine, one port a surface. */
function localOrigins(port: number, demo: boolean): City['origins'] {
  return Object.fromEntries(
    portOrder
      .map((surface, index) => [surface, `http://localhost:${port + index}`] as const)
      .filter(([surface]) => demo || surface !== 'simulator'),
  )
}

/** A city as one zone knows it: users' files are at the zone's own origin. */
export function cityInZone(city: City, zone: Zone): City {
  const files = city.origins['office-files']
  return zone === 'internet' || files === undefined ? city : { ...city, origins: { ...city.origins, files } }
}
