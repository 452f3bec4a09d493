import type { FieldType } from '../definition.ts'
import type { Reporter, YamlPath } from '../findings.ts'
import { suggestion } from '../nearest.ts'
import type { Model } from './model.ts'

/** What may be asked on the page itself: choices and days, nothing that says who somebody is. The answers stand in the address. */
const askable: ReadonlySet<FieldType> = new Set([
  'choice',
  'multi-choice',
  'yes-no',
  'date',
  'year-month',
  'time',
  'number',
  'money',
  'register-choice',
  'notice',
])

/** A procedure that another system carries: where it leads, and questions that may be asked without a case. */
export function checkHandOver({ definition, places }: Model, report: Reporter): void {
  const { carriedBy, settings = {} } = definition
  if (!carriedBy) return
  const setting = (id: string, where: YamlPath): string | undefined => {
    const found = settings[id]
    if (found?.type === 'text') return String(found.default)
    const near = suggestion(id, Object.keys(settings))
    report.error(where, 'unknown-setting', `「${id}」は、文字（text）の設定として settings にありません${near}`)
    return undefined
  }
  const address = setting(carriedBy.address, ['carriedBy', 'address'])
  if (address !== undefined && !isSafeAddress(address))
    report.error(
      ['settings', carriedBy.address, 'default'],
      'hand-over-address',
      '行き先は「https://」で始まるアドレスを書いてください',
    )
  setting(carriedBy.phone, ['carriedBy', 'phone'])
  for (const { field, group, path, where } of places) {
    if (!askable.has(field.type))
      report.error(
        where('type'),
        'hand-over-field',
        `「${path}」（${field.type}）は、ほかのシステムで行う手続では聞けません。選ぶもの、日付、数だけにしてください`,
      )
    if (group.repeat)
      report.error(where(), 'hand-over-field', `ほかのシステムで行う手続では、まとまり「${group.id}」をくり返せません`)
  }
}

/** An address that a resident may be led to: encrypted, with a host, without a password in it. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === ''
}
