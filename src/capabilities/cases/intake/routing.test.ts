import { describe, expect, it } from 'vitest'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Answers, CompiledProcedure, DuplicateRule } from '../../procedures/index.ts'
import { openStates } from '../rules/states.ts'
import { duplicateTokenOf, statesOfDuplicates } from './routing.ts'

const message = { ja: '同じ申請があります' }
const keys = { token: (...parts: string[]) => Buffer.from(parts.join('|')) } as unknown as KeyRing
const nobody = {} as Parameters<typeof duplicateTokenOf>[4]
const nowhere = {} as Parameters<typeof duplicateTokenOf>[5]

function procedure(id: string, rule: Partial<DuplicateRule> = {}): CompiledProcedure {
  const duplicates: DuplicateRule = { key: 'person.name', severity: 'warn', message, ...rule }
  return { definition: { id, duplicates }, duplicateKey: () => '柳本花子' } as unknown as CompiledProcedure
}
const tokenOf = (one: CompiledProcedure) => duplicateTokenOf(keys, 'yanai', one, {} as Answers, nobody, nowhere)

describe('the same matter', () => {
  it('is one of one procedure, or of all that share a scope', () => {
    const [first, second] = [procedure('first', { scope: 'care' }), procedure('second', { scope: 'care' })]
    expect(tokenOf(first)).toEqual(tokenOf(second))
    expect(tokenOf(procedure('first'))).not.toEqual(tokenOf(procedure('second')))
    expect(tokenOf(procedure('care'))).not.toEqual(tokenOf(first))
  })

  it('counts what was granted, unless the definition looks only at what is open', () => {
    expect(statesOfDuplicates(procedure('first'))).toContain('completed')
    expect(statesOfDuplicates(procedure('first', { among: 'open' }))).toEqual(openStates)
  })
})
