import { readFileSync } from 'node:fs'
import { systemClock } from '../platform/clock.ts'
import { exportPublicKeys, importPublicKeys, type KeyLine, listKeys, rotateKeys } from '../platform/keys/manage.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { type Zone, zones } from '../platform/zone.ts'
import type { Command, CommandContext } from './command.ts'

/** `keys`: what is in the key ring, without ever showing a key. */
export const keys: Command = {
  name: 'keys',
  usage: 'list | rotate ZONE CITY | export ZONE | import FILE',
  summary: 'List and rotate keys; carry public keys between machines of a split installation',
  run: async (context) => {
    const [action = 'list', ...words] = context.words
    if (action === 'list') show(context, listKeys(context.config.keysDir))
    else if (action === 'rotate') rotate(context, words)
    else if (action === 'export') context.print(exportPublicKeys(context.config.keysDir, zoneOf(words[0])).trimEnd())
    else if (action === 'import') take(context, words[0])
    else throw new OperatorError(`There is no "keys ${action}": say list, rotate, export or import.`)
    return 0
  },
}

function rotate(context: CommandContext, [zone, cityId]: readonly string[]): void {
  if (cityId === undefined)
    throw new OperatorError('Say the zone and the city: npm run yanagi -- keys rotate office yanai')
  const fresh = rotateKeys(context.config.keysDir, zoneOf(zone), cityId, systemClock.now())
  context.report('New keys are in use; the old ones stay for reading. Make a backup now.')
  show(context, fresh)
}

function take(context: CommandContext, file: string | undefined): void {
  if (file === undefined)
    throw new OperatorError('Say the file with the public keys: npm run yanagi -- keys import FILE')
  const result = importPublicKeys(context.config.keysDir, readFileSync(file, 'utf8'))
  if (!result.ok) throw new OperatorError(`${file}: ${refusals[result.refusal]}`)
  context.print(
    context.json ? JSON.stringify(result) : `Public keys of the ${result.zone} zone: ${result.cities.join(', ')}`,
  )
}

const refusals = {
  'not-a-public-key-file': 'this is not a file of public keys (made by "keys export").',
  'own-zone': 'these are the keys of a zone that this machine holds itself.',
  'lost-keys':
    'it lacks a key that is already known here, so old envelopes and heads could no longer be proven. Export it again from the right machine.',
} as const

function zoneOf(word: string | undefined): Zone {
  const zone = zones.find((one) => one === word)
  if (zone === undefined) throw new OperatorError(`Say a zone: ${zones.join(', ')}.`)
  return zone
}

function show({ json, print }: CommandContext, lines: readonly KeyLine[]): void {
  for (const line of lines) {
    if (json) print(JSON.stringify(line))
    else
      print(
        `${line.zone.padEnd(9)} ${line.cityId.padEnd(12)} ${line.use.padEnd(11)} ${line.id}  ${line.createdAt.slice(0, 10)}  ${line.current ? 'in use' : 'reads only'}${line.secret ? '' : '  (public half)'}`,
      )
  }
}
