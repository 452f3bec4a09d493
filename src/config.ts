import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { parseDatabaseUrl } from './platform/database/server-address.ts'
import { isNetwork } from './platform/http/client-network.ts'
import { type Zone, zones } from './platform/zone.ts'

/** One setting: where it is read from, what it means, how it is checked. */
interface Setting<T> {
  readonly env: string
  readonly meaning: string
  readonly schema: z.ZodType<T, string>
  readonly default: string
  /** Never shown, never logged. */
  readonly secret: boolean
  /** Command-line option of the same meaning. */
  readonly option?: string
}

const text = z.string()
const folder = z.string().min(1, 'must not be empty')
const port = whole(1, 65_500)
const yesNo = z.enum(['yes', 'no'], 'must be yes or no').transform((value) => value === 'yes')
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)
const networks = list.refine(
  (entries) => entries.every(isNetwork),
  'must be addresses or networks, separated by commas: 192.0.2.10, 10.0.0.0/8',
)
const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'must be a PostgreSQL address: postgres://user:password@host:5432/database')
const webUrl = z
  .string()
  .refine(
    (value) => value === '' || /^https?:\/\/[^/\s]+$/.test(value),
    'must be an address without a path: https://host',
  )
const smtpUrl = z
  .string()
  .refine(
    (value) => value === '' || /^smtps?:\/\/\S+$/.test(value),
    'must be smtp://user:password@host:587 or smtps://…',
  )

/** Every setting of the program. Nothing else reads the environment. */
const settings = {
  dataDir: setting('YANAGI_DATA', 'Folder for the database, files and keys', folder, 'data', { option: '--data DIR' }),
  filesFolder: setting(
    'YANAGI_FILES',
    'Folder of the encrypted files, shared by all machines; empty: in the data folder',
    text,
    '',
  ),
  keysFolder: setting('YANAGI_KEYS', 'Folder of the key ring; empty: in the data folder', text, ''),
  port: setting('YANAGI_PORT', 'First port; the surfaces of the cities take the ports after it', port, '4000', {
    option: '--port N',
  }),
  host: setting('YANAGI_HOST', 'Network address to listen on; 127.0.0.1 is this machine only', folder, '127.0.0.1'),
  cityFiles: setting('YANAGI_CITY', 'City files, separated by commas; empty: the two demo cities', list, '', {
    option: '--city FILE',
  }),
  zone: setting(
    'YANAGI_ZONE',
    'Zone that this process serves: internet, office, mynumber, or all',
    z.enum(['all', ...zones]),
    'all',
    { option: '--zone Z' },
  ),
  demo: setting(
    'YANAGI_DEMO',
    'Fictional people, the card simulator and the outbox page: yes or no; "init" sets no',
    yesNo,
    'yes',
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'PostgreSQL 15 or newer, as its owner; empty: a private PostgreSQL in the data folder',
    databaseUrl,
    '',
    { secret: true },
  ),
  databaseUrlInternet: setting(
    'DATABASE_URL_INTERNET',
    'Database of the internet zone, when it has one of its own',
    databaseUrl,
    '',
    { secret: true },
  ),
  databaseUrlOffice: setting(
    'DATABASE_URL_OFFICE',
    'Database of the office zone, when it has one of its own',
    databaseUrl,
    '',
    { secret: true },
  ),
  databaseUrlMynumber: setting(
    'DATABASE_URL_MYNUMBER',
    'Database of the my-number zone, when it has one of its own',
    databaseUrl,
    '',
    { secret: true },
  ),
  rolePrefix: setting(
    'YANAGI_ROLE_PREFIX',
    'First part of the names of the database roles',
    z.string().regex(/^[a-z][a-z0-9_]{0,20}$/, 'lower-case letters, digits and _, at most 21'),
    'yanagi',
  ),
  roleSecret: setting(
    'YANAGI_ROLE_SECRET',
    'Passwords of the database roles are derived from it; the same on every machine; empty: made and kept in the data folder',
    text,
    '',
    { secret: true },
  ),
  poolSize: setting('YANAGI_POOL_SIZE', 'Database connections of one city in one zone', whole(1, 100), '4'),
  maxPools: setting(
    'YANAGI_MAX_POOLS',
    'Cities with open database connections at once, for each zone',
    whole(2, 10_000),
    '32',
  ),
  relayOuterUrl: setting(
    'YANAGI_RELAY_OUTER_URL',
    'Where the inner zone of this process calls the zone outside it, when that is another process',
    webUrl,
    '',
  ),
  trustedProxies: setting(
    'YANAGI_TRUSTED_PROXIES',
    'Proxies whose X-Forwarded-For is believed for the limits: addresses or networks, separated by commas',
    networks,
    '',
  ),
  smtpUrl: setting('YANAGI_SMTP_URL', 'Mail server; empty: mails stay in the outbox', smtpUrl, '', { secret: true }),
  mailFrom: setting('YANAGI_MAIL_FROM', 'Sender of mails', text, 'Yanagi <no-reply@localhost>'),
  individualNumberOnPortal: setting(
    'YANAGI_INDIVIDUAL_NUMBER_ON_PORTAL',
    'Is 個人番号 asked online: off, or sealed to the my-number zone',
    z.enum(['off', 'sealed'], 'must be off or sealed'),
    'off',
  ),
  openidClientSecret: setting(
    'YANAGI_OPENID_CLIENT_SECRET',
    'Secret of this city hall at the OpenID provider; empty: the simulator, or a public client',
    text,
    '',
    { secret: true },
  ),
  backupPassphrase: setting(
    'YANAGI_BACKUP_PASSPHRASE',
    'Passphrase that wraps the key ring in a backup, at least 12 characters',
    text,
    '',
    { secret: true },
  ),
  inbox: setting(
    'YANAGI_INBOX',
    'Folder watched for files of other portals: FOLDER/CITY/MANIFEST/file; empty: none',
    text,
    '',
  ),
  datasetInbox: setting(
    'YANAGI_DATASET_INBOX',
    'Folder of delivered tables of open data, <folder>/<city>/<dataset>/; empty: none is watched',
    text,
    '',
  ),
  logLevel: setting(
    'YANAGI_LOG',
    'Least serious log lines to write: debug, info, warn, error',
    z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error'),
    'info',
  ),
} as const

type Values = { readonly [K in keyof typeof settings]: (typeof settings)[K] extends Setting<infer T> ? T : never }

/** The settings of this process, checked. Folders are absolute. */
export interface Config extends Values {
  /** Where the program itself lies: migrations, procedures, catalog. */
  readonly rootDir: string
  readonly keysDir: string
  readonly filesDir: string
  /** The last signed heads of the evidence, as a witness beside the database. */
  readonly evidenceDir: string
  readonly migrationsDir: string
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Reads the settings: options of the command line first, then the environment, then `settings.env` in the data folder
 * (written by `init`), then the defaults. All problems at once.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  given: Partial<Record<keyof Values, string>> = {},
): ConfigResult {
  const dataDir = path.resolve(given.dataDir ?? env[settings.dataDir.env] ?? settings.dataDir.default)
  const kept = readSettingsFile(path.join(dataDir, 'settings.env'))
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(settings) as [keyof Values, Setting<unknown>][]) {
    const parsed = one.schema.safeParse(given[name] ?? env[one.env] ?? kept.get(one.env) ?? one.default)
    if (parsed.success) values[name] = parsed.data
    else
      problems.push(
        `${one.env}${one.option === undefined ? '' : ` (${one.option.split(' ')[0]})`}: ${parsed.error.issues[0]?.message ?? 'is not valid'}`,
      )
  }
  if (problems.length > 0) return { ok: false, problems }
  const rootDir = programFolder()
  return {
    ok: true,
    config: {
      ...(values as unknown as Values),
      dataDir,
      rootDir,
      keysDir: path.resolve(dataDir, String(values.keysFolder || 'keys')),
      filesDir: path.resolve(dataDir, String(values.filesFolder || 'files')),
      evidenceDir: path.join(dataDir, 'evidence'),
      migrationsDir: path.join(rootDir, 'db/migrations'),
    },
  }
}

/** The zones that a process with these settings serves. */
export function servedZones(config: Pick<Config, 'zone'>): readonly Zone[] {
  return config.zone === 'all' ? zones : [config.zone]
}

/** The settings as a table of plain facts, for `--help`, `docs/operations.md` and `init`. */
export function describeSettings(): readonly {
  env: string
  meaning: string
  default: string
  secret: boolean
  option?: string
}[] {
  return Object.values(settings as Record<string, Setting<unknown>>).map(
    ({ env, meaning, default: fallback, secret, option }) => ({
      env,
      meaning,
      default: fallback,
      secret,
      ...(option === undefined ? {} : { option }),
    }),
  )
}

function readSettingsFile(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n')
  const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line.trim())).filter((pair) => pair !== null)
  return new Map(pairs.map((pair) => [pair[1] ?? '', pair[2] ?? '']))
}

/** The folder that holds `package.json`: one above `dist/` and one above `src/`. */
function programFolder(): string {
  return path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
}

function setting<T>(
  env: string,
  meaning: string,
  schema: z.ZodType<T, string>,
  fallback: string,
  more: { secret?: boolean; option?: string } = {},
): Setting<T> {
  return {
    env,
    meaning,
    schema,
    default: fallback,
    secret: more.secret ?? false,
    ...(more.option === undefined ? {} : { option: more.option }),
  }
}

function whole(least: number, most: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)
}

function isDatabaseUrl(value: string): boolean {
  if (value === '') return true
  try {
    return parseDatabaseUrl(value).host !== ''
  } catch {
    return false
  }
}
