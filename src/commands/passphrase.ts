import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { OperatorError } from '../platform/operator-error.ts'
import type { CommandContext } from './command.ts'

const SHORTEST = 12

/** The passphrase of a backup: from the setting, a file, or typed without being shown. */
export async function readPassphrase(
  { config, options }: Pick<CommandContext, 'config' | 'options'>,
  asking: 'new' | 'known',
): Promise<string> {
  const given =
    fromFile(options['passphrase-file']) ?? (config.backupPassphrase === '' ? undefined : config.backupPassphrase)
  const passphrase = given ?? (await typed(asking))
  if (asking === 'new' && [...passphrase].length < SHORTEST) {
    throw new OperatorError(
      `The passphrase is too short: at least ${SHORTEST} characters. Several words that only you put together are good. Without it the backup can't be restored.`,
    )
  }
  return passphrase
}

function fromFile(file: string | boolean | undefined): string | undefined {
  if (typeof file !== 'string') return undefined
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    throw new OperatorError(`The passphrase file ${file} can't be read (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    })
  }
}

async function typed(asking: 'new' | 'known'): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new OperatorError(
      'The backup needs a passphrase: set YANAGI_BACKUP_PASSPHRASE, or give --passphrase-file FILE.',
    )
  }
  const first = await askHidden('Passphrase: ')
  if (asking === 'new' && (await askHidden('The same again: ')) !== first)
    throw new OperatorError('The two were not the same. Nothing was written.')
  return first
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise((answer) => lines.question('', answer))
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
