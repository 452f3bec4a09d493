import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readCityFiles } from '../app/city-files.ts'
import type { Config } from '../config.ts'
import type { City } from '../platform/cities.ts'
import { isNetwork } from '../platform/http/client-network.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { CommandContext } from './command.ts'

/** Surfaces that a real city needs under its own public name; the simulator is not among them. */
const publicSurfaces = ['portal', 'office', 'files', 'office-files', 'mynumber'] as const

/** What `init` is going to write, all of it checked. */
export interface InitPlan {
  readonly config: Config
  readonly city: City
  readonly cityFile: string
  readonly administrator: { readonly staffNumber: string; readonly name: string; readonly kana: string }
  /** The OpenID provider of the card sign-in, when it was given here and not in the city file. */
  readonly provider: { readonly issuer: string; readonly clientId: string } | undefined
  /** Lines of `settings.env`. */
  readonly settings: Readonly<Record<string, string>>
}

/** Reads options, environment and city file. Throws `OperatorError` with everything that is missing, at once. */
export function readInitPlan({ config, options }: CommandContext): InitPlan {
  const problems: string[] = []
  const given = (name: string): string => (typeof options[name] === 'string' ? options[name].trim() : '')
  const word = (name: string, about: string): string => {
    if (given(name) === '') problems.push(`--${name}: ${about}`)
    return given(name)
  }
  const administrator = {
    staffNumber: word('admin', 'the staff number of the first administrator'),
    name: word('admin-name', 'their name'),
    kana: word('admin-kana', 'their name in kana'),
  }
  if (administrator.staffNumber !== '' && !/^[A-Za-z0-9-]{1,20}$/.test(administrator.staffNumber))
    problems.push('--admin: letters, digits and hyphens, at most 20')
  const proxies =
    config.trustedProxies.length > 0
      ? config.trustedProxies.join(',')
      : word('trusted-proxies', 'the addresses of the proxies in front, or "none"')
  if (proxies !== '' && proxies !== 'none' && !proxies.split(',').every((one) => isNetwork(one.trim())))
    problems.push('--trusted-proxies: addresses or networks, separated by commas: 192.0.2.10, 10.0.0.0/8; or "none"')
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
  const provider = providerOf(given('openid-issuer'), given('openid-client'), problems)
  const openidSecret = secretOf(config, given('openid-secret-file'), problems)
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
  return {
    config: real,
    city,
    cityFile: path.resolve(cityFile),
    administrator,
    provider,
    settings: {
      YANAGI_DEMO: 'no',
      YANAGI_CITY: path.join(config.dataDir, 'city.yaml'),
      YANAGI_TRUSTED_PROXIES: proxies === 'none' ? '' : proxies,
      YANAGI_SMTP_URL: config.smtpUrl,
      YANAGI_MAIL_FROM: given('mail-from') === '' ? config.mailFrom : given('mail-from'),
      ...(openidSecret === '' ? {} : { YANAGI_OPENID_CLIENT_SECRET: openidSecret }),
    },
  }
}

function providerOf(issuer: string, clientId: string, problems: string[]): InitPlan['provider'] {
  if (issuer === '' && clientId === '') return undefined
  if (!/^https:\/\/\S+$/.test(issuer)) problems.push('--openid-issuer: the address of the OpenID provider, https://…')
  if (clientId === '') problems.push('--openid-client: the name of this city hall at the OpenID provider')
  return { issuer, clientId }
}

/** From a file or the environment: an option would be in the list of processes. */
function secretOf(config: Config, file: string, problems: string[]): string {
  if (file === '') return config.openidClientSecret
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    problems.push(`--openid-secret-file: ${file} can't be read (${(cause as NodeJS.ErrnoException).code})`)
    return ''
  }
}

function addressProblems(city: City): string[] {
  return publicSurfaces
    .filter((surface) => !(city.origins[surface] ?? '').startsWith('https://'))
    .map((surface) => `origins.${surface} in the city file: the public address, https://…`)
}
