import { expect, test } from 'vitest'
import type { LogFacts } from '../../log/log-facts.ts'
import { quietLogger } from '../../log/quiet-logger.ts'
import { tellServerLine } from './server-lines.ts'

function told(line: string): [string, LogFacts | undefined][] {
  const lines: [string, LogFacts | undefined][] = []
  tellServerLine(line, { ...quietLogger, error: (event, facts) => lines.push([event, facts]) })
  return lines
}

test('a damaged page and a full disk are told, by their codes', () => {
  expect(told('XX001 ERROR:  invalid page in block 3 of relation base/5/16384')).toEqual([
    ['database.says', { code: 'XX001', state: 'ERROR' }],
  ])
  expect(told('53100 PANIC:  could not write to file: No space left on device')).toEqual([
    ['database.says', { code: '53100', state: 'PANIC' }],
  ])
})

test('what a person typed is not repeated, and an ordinary refusal is not told', () => {
  expect(told('22P02 ERROR:  invalid input syntax for type uuid: "Yanai Hanako"')).toEqual([])
  expect(told('23505 ERROR:  duplicate key value violates unique constraint "account_email_key"')).toEqual([])
  expect(told('57P01 FATAL:  terminating connection due to administrator command')).toEqual([])
  expect(told('00000 LOG:  database system is ready to accept connections')).toEqual([])
})
