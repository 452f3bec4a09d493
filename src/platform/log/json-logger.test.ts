import { describe, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { jsonLogger, type LogLevel } from './json-logger.ts'
import type { LogFacts } from './log-facts.ts'

function logged(level: LogLevel = 'debug') {
  const lines: string[] = []
  const log = jsonLogger({ level, clock: fixedClock('2026-11-22T00:00:00Z'), write: (line) => lines.push(line) })
  return { log, lines }
}

describe('a log line', () => {
  test('holds the event and the facts that are codes', () => {
    const { log, lines } = logged()
    log.info('http.request', { status: 200, route: '/procedures/:id', ms: 1.5 })
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: '2026-11-22T00:00:00.000Z',
      level: 'info',
      event: 'http.request',
      status: 200,
      route: '/procedures/:id',
      ms: 1.5,
    })
  })

  test.each([
    ['a fact nobody allowed', { applicant: 'Yanai Hanako' }],
    ['a name in an allowed fact', { reason: '柳井 花子' }],
    ['a mail address in an allowed fact', { to: 'hanako@example.jp' }],
    ['an individual number in an allowed fact', { code: '123456789018' }],
    ['long prose in an allowed fact', { reason: 'Yanai Hanako '.repeat(20) }],
    ['a large number in a fact nobody allowed', { applicant: 123456789018 }],
    ['an object in an allowed fact', { state: { name: 'Yanai Hanako' } }],
  ])('does not repeat %s', (_what, facts) => {
    const { log, lines } = logged()
    log.warn('something.happened', facts as LogFacts)
    expect(lines[0]).not.toMatch(/Hanako|花子|hanako|123456789018/)
  })

  test('names the kind and place of an error and never its message', () => {
    const { log, lines } = logged()
    const error = Object.assign(new RangeError('Key (email)=(hanako@example.jp) exists'), {
      code: '23505',
      table: 'account',
    })
    log.error('http.fault', { error, requestId: 'r-1' })
    const line = JSON.parse(lines[0] ?? '')
    expect(line).toMatchObject({ error: 'RangeError', code: '23505', table: 'account', requestId: 'r-1' })
    expect(line.where).toContain('json-logger.test.ts')
    expect(lines[0]).not.toContain('hanako')
  })

  test('knows its facts by name: another one does not compile, and is counted when it comes all the same', () => {
    const { log, lines } = logged()
    // @ts-expect-error `envelope` is not the name of a fact; `envelopeId` is.
    log.info('relay.parked', { envelope: 'e-1', envelopeId: 'e-1' })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ envelopeId: 'e-1', factsLeftOut: 1 })
    expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('envelope')
  })

  test('is not written below the wanted level', () => {
    const { log, lines } = logged('warn')
    log.info('http.request')
    log.debug('http.request')
    expect(lines).toEqual([])
  })
})
