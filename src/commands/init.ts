import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseDocument } from 'yaml'
import { addFirstAdministrator } from '../capabilities/identity/index.ts'
import { systemClock } from '../platform/clock.ts'
import { ensureFolders } from '../platform/database/data-folder.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { openServicesForCommand } from './command-services.ts'
import { type InitPlan, readInitPlan } from './init-plan.ts'
import { cardSignInFaults, firstSteps } from './still-to-do.ts'

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
    {
      name: 'openid-issuer',
      value: 'URL',
      meaning: 'OpenID provider of the card sign-in, when the city file names none',
    },
    { name: 'openid-client', value: 'ID', meaning: 'Name of this city hall there' },
    {
      name: 'openid-secret-file',
      value: 'FILE',
      meaning: 'File with its secret there (or YANAGI_OPENID_CLIENT_SECRET)',
    },
  ],
  run: async (context) => {
    const { json, print, report } = context
    const plan = readInitPlan(context)
    const city = withProvider(plan)
    ensureFolders(plan.config)
    const { services, close } = await openServicesForCommand(plan.config, 'office', report)
    try {
      const settings = prepareFiles(plan)
      const enrolment = await addFirstAdministrator(services, plan.city, plan.administrator, systemClock.now())
      if (enrolment === null) throw new OperatorError('This city has staff already; nobody was added.')
      // Last: until these settings are there the folder counts as not set up, and `init` can be repeated.
      settings.putInPlace()
      const link = `${plan.city.origins.office}${enrolment}`
      const open = cardSignInFaults(city, path.join(plan.config.dataDir, 'city.yaml'))
      print(
        json
          ? JSON.stringify({ city: city.id, enrolment: link, open })
          : [
              `${city.name} is ready. Start it with: npm start -- --data ${plan.config.dataDir}`,
              `The first administrator opens this link within 72 hours, once, and sets a password and an authenticator app:`,
              `  ${link}`,
              'Then make a backup, and keep its passphrase in another place: npm run yanagi -- backup FILE',
              ...open,
              ...firstSteps(city),
            ].join('\n'),
      )
    } finally {
      await close()
    }
    return 0
  },
}

/** The city as it will be read at the next start. */
function withProvider({ city, provider }: InitPlan): InitPlan['city'] {
  if (provider === undefined) return city
  const identity = { ...(city.settings.identity as object | undefined), provider }
  return { ...city, settings: { ...city.settings, identity } }
}

/** The files are on the disk under other names before anybody is added: a full disk is found out in time. */
function prepareFiles(plan: InitPlan): { readonly putInPlace: () => void } {
  const lines = Object.entries(plan.settings).map(([name, value]) => `${name}=${value}\n`)
  const files = [
    { file: path.join(plan.config.dataDir, 'city.yaml'), text: cityText(plan) },
    { file: path.join(plan.config.dataDir, 'settings.env'), text: lines.join('') },
  ]
  for (const { file, text } of files) writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  return {
    putInPlace: () => {
      for (const { file } of files) renameSync(`${file}.new`, file)
    },
  }
}

/** The city file as it was written, comments too, with the provider that the options named. */
function cityText({ cityFile, provider }: InitPlan): string {
  const text = readFileSync(cityFile, 'utf8')
  if (provider === undefined) return text
  const document = parseDocument(text)
  document.setIn(['settings', 'identity', 'provider'], provider)
  return document.toString()
}
