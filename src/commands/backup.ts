import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readCityFiles } from '../app/city-files.ts'
import { describeSettings, servedZones } from '../config.ts'
import { createBackup } from '../platform/backup/create-backup.ts'
import { restoreBackup } from '../platform/backup/restore-backup.ts'
import { systemClock } from '../platform/clock.ts'
import { reachServer, requireData, roleNaming } from '../platform/database/server.ts'
import { SealBroken } from '../platform/keys/seal-broken.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command } from './command.ts'
import { commandLogger } from './command-zones.ts'
import { readPassphrase } from './passphrase.ts'

const passphraseFile = { name: 'passphrase-file', value: 'FILE', meaning: 'File whose first line is the passphrase' }

/** `backup`: beside the running program, without stopping it. */
export const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Write rows, files and keys into one archive, while the program runs',
  options: [passphraseFile],
  run: async (context) => {
    const { config, words, json, print, report } = context
    const file = theFile(words, 'backup')
    if (existsSync(file)) throw new OperatorError(`${file} is already there; a backup never overwrites another one.`)
    requireData(config)
    const passphrase = await readPassphrase(context, 'new')
    const server = await reachServer(config, commandLogger(config), report)
    try {
      const source = {
        zones: servedZones(config).map((zone) => ({ zone, owner: server.owner(zone) })),
        keysDir: config.keysDir,
        filesDir: config.filesDir,
        witnessDir: config.evidenceDir,
        settings: settingsWithoutSecrets(config.dataDir),
        cityIds: readCityFiles(config).map((one) => one.city.id),
      }
      const done = await createBackup(file, source, passphrase, systemClock.now(), report)
      print(
        json
          ? JSON.stringify(done)
          : `${done.file}: ${done.rows} rows, ${done.files} files. Keep the passphrase: without it nobody can read them.`,
      )
    } finally {
      await server.stop()
    }
    return 0
  },
}

/** `restore`: into an empty folder (or an empty database of DATABASE_URL). */
export const restore: Command = {
  name: 'restore',
  usage: 'FILE --data NEW-FOLDER',
  summary: 'Put a backup into an empty data folder and compare row for row',
  options: [passphraseFile],
  run: async (context) => {
    const { config, words, json, print, report } = context
    const file = theFile(words, 'restore')
    if (!existsSync(file)) throw new OperatorError(`There is no file ${file}.`)
    const target = {
      dataDir: config.dataDir,
      keysDir: config.keysDir,
      filesDir: config.filesDir,
      witnessDir: config.evidenceDir,
      naming: () => roleNaming(config),
      migrationsFolder: config.migrationsDir,
      openServer: () => reachServer(config, commandLogger(config), report),
    }
    const done = await restoreBackup(file, target, await readPassphrase(context, 'known'), report).catch(
      sayWrongPassphrase,
    )
    print(
      json
        ? JSON.stringify(done)
        : `Restored as of ${done.madeAt}: ${done.rows} rows, ${done.files} files. Start with: npm start -- --data ${config.dataDir}`,
    )
    return 0
  },
}

/** A mistyped passphrase is the person's to put right, not a broken program. */
function sayWrongPassphrase(error: unknown): never {
  if (error instanceof SealBroken && error.fault === 'wrong-passphrase')
    throw new OperatorError(
      'The passphrase does not open this backup. Nothing was written. Give the passphrase that the backup was made with.',
    )
  throw error
}

function theFile(words: readonly string[], command: string): string {
  const [file, ...more] = words
  if (file === undefined || more.length > 0) throw new OperatorError(`Say one file: npm run yanagi -- ${command} FILE`)
  return path.resolve(file)
}

/** Passwords stay out of the archive; who restores sets them again. */
function settingsWithoutSecrets(dataDir: string): string {
  const file = path.join(dataDir, 'settings.env')
  if (!existsSync(file)) return ''
  const secret = new Set(
    describeSettings()
      .filter((one) => one.secret)
      .map((one) => one.env),
  )
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !secret.has(line.split('=')[0]?.trim() ?? ''))
    .join('\n')
}
