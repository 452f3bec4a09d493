import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type AccessFinding, verifyAccess } from '../capabilities/audit/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { OfficeDb } from '../platform/database/generated/office.ts'
import { exportEvidence, verifyBundle } from '../platform/evidence/bundle.ts'
import type { Finding, Verdict } from '../platform/evidence/verify.ts'
import { verifyEvidence } from '../platform/evidence/verify-database.ts'
import { publicFile } from '../platform/keys/ring-file.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command, CommandContext } from './command.ts'
import { openCommandZones } from './command-zones.ts'

/** `audit verify`: proves the tree, every signed head and every event of the database, or of an exported file offline. */
export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[FILE --keys PUBLIC-KEY-FILE]',
  summary: 'Prove the evidence: nothing changed, removed, reordered or rolled back',
  options: [
    {
      name: 'keys',
      value: 'FILE',
      meaning: 'Public keys of the zone (from "keys export"), to check an exported file anywhere',
    },
    { name: 'head', value: 'SIZE:ROOT', meaning: 'A head known from elsewhere, for instance printed' },
  ],
  run: async (context) => {
    const [file] = context.words
    const verdicts = file === undefined ? await verifyDatabase(context) : [await verifyFile(context, file)]
    for (const verdict of verdicts) show(context, verdict)
    return verdicts.every((verdict) => verdict.ok) ? 0 : 1
  },
}

/** What the tree proves, and in the office what its anchors prove of the access log. */
interface Shown extends Verdict {
  readonly access?: readonly AccessFinding[]
}

/** `audit export`: the evidence of a city as a file that proves itself without database and secrets. */
export const auditExport: Command = {
  name: 'audit export',
  usage: 'ZONE CITY FILE',
  summary: 'Write the evidence of a city into a file that can be checked anywhere',
  run: async ({ config, words, print, report }) => {
    const [zoneName, cityId, file] = words
    if (file === undefined || cityId === undefined)
      throw new OperatorError('Say zone, city and file: npm run yanagi -- audit export office yanai evidence.jsonl')
    if (existsSync(file)) throw new OperatorError(`${path.resolve(file)} is already there.`)
    const open = await openCommandZones(config, report)
    try {
      const zone = open.zones.find((one) => one.zone === zoneName)
      if (zone === undefined) throw new OperatorError(`There is no zone "${zoneName}" here.`)
      if (!open.cities.some((city) => city.id === cityId)) throw new OperatorError(`There is no city "${cityId}" here.`)
      const out = createWriteStream(file, { mode: 0o600 })
      await exportEvidence(zone, cityId, systemClock.now(), async (line) => {
        if (!out.write(line)) await once(out, 'drain')
      })
      out.end()
      await once(out, 'close')
      print(path.resolve(file))
    } finally {
      await open.close()
    }
    return 0
  },
}

async function verifyDatabase({ config, options, report }: CommandContext): Promise<readonly Shown[]> {
  const open = await openCommandZones(config, report)
  const knownHeads = knownHead(options.head)
  try {
    const verdicts: Shown[] = []
    for (const zone of open.zones) {
      for (const city of open.cities) {
        const verdict = await verifyEvidence(zone, city.id, {
          witness: { folder: config.evidenceDir },
          knownHeads,
        })
        // Who read what is a table of the office; the events that anchor it have just been proven.
        const access = zone.zone === 'office' ? await verifyAccess(zone.db.city<OfficeDb>(city.id)) : []
        verdicts.push({ ...verdict, ok: verdict.ok && access.length === 0, access })
      }
    }
    return verdicts
  } finally {
    await open.close()
  }
}

async function verifyFile({ options }: CommandContext, file: string): Promise<Verdict> {
  if (typeof options.keys !== 'string')
    throw new OperatorError(
      'To check a file, give the public keys of its zone: --keys FILE (made by "keys export ZONE").',
    )
  const keys = publicFile.safeParse(readJson(options.keys))
  if (!keys.success) throw new OperatorError(`${options.keys} is not a file of public keys (made by "keys export").`)
  if (!existsSync(file)) throw new OperatorError(`${path.resolve(file)}: there is no such file.`)
  const result = await verifyBundle(createInterface({ input: createReadStream(file) }), {
    publicKeys: keys.data,
    knownHeads: knownHead(options.head),
  })
  if (!result.readable) throw new OperatorError(`${file}: line ${result.line} is not of exported evidence.`)
  return result.verdict
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new OperatorError(`${file} can't be read.`, { cause })
  }
}

function knownHead(given: string | boolean | undefined): { size: number; root: string }[] {
  if (typeof given !== 'string') return []
  const [size, root] = given.split(':')
  if (!/^\d+$/.test(size ?? '') || !/^[0-9a-f]{64}$/.test(root ?? ''))
    throw new OperatorError('A head is written SIZE:ROOT, the root as 64 hexadecimal digits.')
  return [{ size: Number(size), root: root ?? '' }]
}

function show({ json, print }: CommandContext, verdict: Shown): void {
  if (json) {
    print(JSON.stringify(verdict))
    return
  }
  const head = verdict.latest === undefined ? 'no head yet' : `head ${verdict.latest.size}:${verdict.latest.root}`
  print(
    `${verdict.ok ? 'good ' : 'FOUND'} ${verdict.zone} ${verdict.cityId}: ${verdict.events} events, ${verdict.heads} heads, ${head}`,
  )
  for (const finding of verdict.findings) print(`      ${finding.kind}${place(finding)}`)
  for (const { kind, rows } of verdict.access ?? [])
    print(`      access log: ${kind} (rows ${rows[0] + 1} to ${rows[1]})`)
}

function place(finding: Finding): string {
  const event =
    finding.stream === undefined
      ? ''
      : ` at ${finding.stream} ${finding.streamId ?? ''}${finding.number === undefined ? '' : ` number ${finding.number}`}`
  const positions =
    finding.positions === undefined ? '' : ` (positions ${finding.positions[0]} to ${finding.positions[1]})`
  return event + positions
}
