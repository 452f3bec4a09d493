import path from 'node:path'
import { type Config, readConfig } from '../../src/config.ts'
import type { City } from '../../src/platform/cities.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { createKeyRing } from '../../src/platform/keys/create-key-ring.ts'
import { quietLogger } from '../../src/platform/log/quiet-logger.ts'
import type { Mailer, OutgoingMail } from '../../src/platform/mail/mailer.ts'
import type { ZoneServices } from '../../src/platform/services.ts'
import { createTypesetter } from '../../src/platform/typesetter/typesetter.ts'
import { type Zone, zones } from '../../src/platform/zone.ts'
import type { TestDatabase } from './database.ts'
import { testFolder } from './folder.ts'
import { memoryFiles } from './memory-files.ts'
import { type RecordingRelay, recordingRelay } from './recording-relay.ts'

/** A Tuesday morning in Japan: 2026-11-24 10:00. */
export const testMoment = '2026-11-24T01:00:00.000Z'

/** The demo city and the fictional town, as the tests know them. */
export const testCities: readonly City[] = [
  testCity('yanai', {
    code: '352128',
    name: '柳井市（デモ）',
    nameEn: 'Yanai City (demo)',
    nameEasy: '柳井市《やないし》（デモ）',
    port: 4000,
  }),
  testCity('mihon', { name: '見本町', nameEn: 'Mihon Town', nameEasy: '見本町《みほんちょう》', port: 4010 }),
]

export interface TestServices<Z extends Zone> extends ZoneServices<Z> {
  readonly clock: ReturnType<typeof fixedClock>
  readonly relay: RecordingRelay
  readonly mail: Mailer & { readonly sent: readonly OutgoingMail[] }
}

/**
 * Services of one zone for tests: the real database of `db`, real keys, a clock that stands still, files in memory,
 * mails and relay messages remembered in `sent`. Services made from one `db` share their keys, so that the other zones
 * can open what one has sealed.
 */
export function testServices<Z extends Zone>(options: {
  readonly zone: Z
  readonly db: TestDatabase
  readonly now?: string
  readonly config?: Partial<Config>
  readonly cities?: readonly City[]
}): TestServices<Z> {
  const cities = options.cities ?? testCities
  const config = { ...testConfig(), ...options.config }
  const sent: OutgoingMail[] = []
  return {
    zone: options.zone,
    config,
    clock: fixedClock(options.now ?? testMoment),
    log: quietLogger,
    cities,
    db: options.db.zone(options.zone),
    typesetter: createTypesetter(),
    keys: createKeyRing(
      keysFolder(options.db, cities),
      options.zone,
      cities.map((city) => city.id),
    ),
    files: memoryFiles(),
    relay: recordingRelay(options.zone),
    mail: {
      sent,
      enqueue: async (_trx, mail) => {
        if (!sent.some((one) => one.idempotencyKey === mail.idempotencyKey)) sent.push(mail)
      },
    },
  }
}

/** The default settings, with a data folder of its own. */
export function testConfig(): Config {
  const read = readConfig({}, { dataDir: testFolder('data') })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return { ...read.config, rootDir: path.resolve('.') }
}

const keyFolders = new WeakMap<TestDatabase, string>()

function keysFolder(db: TestDatabase, cities: readonly City[]): string {
  const known = keyFolders.get(db)
  if (known !== undefined) return known
  const folder = testFolder('keys')
  for (const zone of zones)
    createKeyRing(
      folder,
      zone,
      cities.map((city) => city.id),
    )
  keyFolders.set(db, folder)
  return folder
}

function testCity(
  id: string,
  facts: { code?: string; name: string; nameEn: string; nameEasy: string; port: number },
): City {
  const origin = (offset: number): string => `http://localhost:${facts.port + offset}`
  return {
    id,
    ...(facts.code === undefined ? {} : { code: facts.code }),
    name: facts.name,
    nameEn: facts.nameEn,
    nameEasy: facts.nameEasy,
    mayor: '見本 太郎',
    phone: '0820-00-0000',
    hours: '平日 8:30～17:15',
    demo: true,
    origins: { portal: origin(0), office: origin(1), files: origin(2), simulator: origin(3), mynumber: origin(4) },
    settings: {},
  }
}
