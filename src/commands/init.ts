import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readCityFiles } from '../app/city-files.ts'
import { addFirstAdministrator } from '../capabilities/identity/index.ts'
import type { Config } from '../config.ts'
import type { City } from '../platform/cities.ts'
import { systemClock } from '../platform/clock.ts'
import { ensureDataFolder } from '../platform/database/data-folder.ts'
import { isNetwork } from '../platform/http/client-network.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command, CommandContext } from './command.ts'
import { openServicesForCommand } from './command-services.ts'

/** Surfaces that a real city needs under its own public name; the simulator is not among them. */
const publicSurfaces = ['portal', 'office', 'files', 'mynumber'] as const

/** `init`: a data folder for a real city. Everything that is missing is named at once, and nothing is written before. */
export const init: Command = {
  name: 'init',
  usage: '--data DIR --city FILE --admin NUMBER --admin-name NAME --admin-kana KANA --trusted-proxies LIST|none',
  summary: 'Begin a real city: first administrator, public addresses, trusted proxy, mail server; no demo people',
  options: [
    { name: 'admin', value: 'NUMBER', meaning: 'Staff number of the first administrator' },
    { name: 'admin-name', value: 'NAME', meaning: 'Their name' },
    { name: 'admin-kana', value: 'KANA', meaning: 'Their name in kana' },
    { name: 'trusted-proxies', value: 'LIST', meaning: 'Addresses of the proxies in front, or none' },
    { name: 'mail-from', value: 'ADDRESS', meaning: 'Sender of mails' },
  ],
  run: async (context) => {
    const { json, print, report } = context
    const plan = readPlan(context)
    ensureDataFolder(plan.config.dataDir)
    writeSettings(plan)
    const { services, close } = await openServicesForCommand(plan.config, 'office', report)
    try {
      const path = await addFirstAdministrator(services, plan.city, plan.administrator, systemClock.now())
      if (path === null) throw new OperatorError('This city has staff already; nobody was added.')
      const link = `${plan.city.origins.office}${path}`
      print(
        json
          ? JSON.stringify({ city: plan.city.id, enrolment: link })
          : [
              `${plan.city.name} is ready. Start it with: npm start -- --data ${plan.config.dataDir}`,
              `The first administrator opens this link within 72 hours, once, and sets a password and an authenticator app:`,
              `  ${link}`,
              'Then make a backup, and keep its passphrase in another place: npm run yanagi -- backup FILE',
            ].join('\n'),
      )
    } finally {
      await close()
    }
    return 0
  },
}

interface Plan {
  readonly config: Config
  readonly city: City
  readonly cityFile: string
  readonly administrator: { readonly staffNumber: string; readonly name: string; readonly kana: string }
  readonly settings: Readonly<Record<string, string>>
}

function readPlan({ config, options }: CommandContext): Plan {
  const problems: string[] = []
  const word = (name: string, about: string): string => {
    const given = options[name]
    if (typeof given === 'string' && given.trim() !== '') return given.trim()
    problems.push(`--${name}: ${about}`)
    return ''
  }
  const administrator = {
    staffNumber: word('admin', 'the staff number of the first administrator'),
    name: word('admin-name', 'their name'),
    kana: word('admin-kana', 'their name in kana'),
  }
  const proxies =
    config.trustedProxies.length > 0
      ? config.trustedProxies.join(',')
      : word('trusted-proxies', 'the addresses of the proxies in front, or "none"')
  if (proxies !== '' && proxies !== 'none' && !proxies.split(',').every((one) => isNetwork(one.trim())))
    problems.push('--trusted-proxies: addresses or networks, separated by commas: 192.0.2.10, 10.0.0.0/8; or "none"')
  if (administrator.staffNumber !== '' && !/^[A-Za-z0-9-]{1,20}$/.test(administrator.staffNumber))
    problems.push('--admin: letters, digits and hyphens, at most 20')
  if (config.smtpUrl === '')
    problems.push(
      'YANAGI_SMTP_URL: the mail server, in the environment so that its password is not in the list of processes',
    )
  const [cityFile, ...more] = config.cityFiles
  if (cityFile === undefined || more.length > 0)
    problems.push(
      '--city FILE: one city file; copy catalog/cities/yanai.yaml, change everything in it, take "demo: true" out',
    )
  if (existsSync(path.join(config.dataDir, 'settings.env')))
    problems.push(`--data: ${config.dataDir} was set up already`)
  const real: Config = { ...config, demo: false }
  const city = cityFile === undefined ? undefined : readCityFiles(real)[0]?.city
  if (city !== undefined) problems.push(...addressProblems(city))
  if (problems.length > 0 || city === undefined || cityFile === undefined) {
    throw new OperatorError(
      ['A real city needs more before it can begin. Nothing was written.', ...problems.map((one) => `  ${one}`)].join(
        '\n',
      ),
    )
  }
  const mailFrom = typeof options['mail-from'] === 'string' ? options['mail-from'] : config.mailFrom
  const settings = {
    YANAGI_DEMO: 'no',
    YANAGI_CITY: path.join(config.dataDir, 'city.yaml'),
    YANAGI_TRUSTED_PROXIES: proxies === 'none' ? '' : proxies,
    YANAGI_SMTP_URL: config.smtpUrl,
    YANAGI_MAIL_FROM: mailFrom,
  }
  return {
    config: { ...real, cityFiles: [path.join(config.dataDir, 'city.yaml')] },
    city,
    cityFile: path.resolve(cityFile),
    administrator,
    settings,
  }
}

function addressProblems(city: City): string[] {
  return publicSurfaces
    .filter((surface) => !(city.origins[surface] ?? '').startsWith('https://'))
    .map((surface) => `origins.${surface} in the city file: the public address, https://…`)
}

function writeSettings(plan: Plan): void {
  copyFileSync(plan.cityFile, path.join(plan.config.dataDir, 'city.yaml'))
  const lines = Object.entries(plan.settings).map(([name, value]) => `${name}=${value}`)
  writeFileSync(path.join(plan.config.dataDir, 'settings.env'), `${lines.join('\n')}\n`, { mode: 0o600 })
}
