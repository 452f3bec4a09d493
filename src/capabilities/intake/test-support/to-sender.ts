import { formatPostcode, fullAddress } from '../../../civic/address.ts'
import { formatEra, formatEraMonth } from '../../../civic/era.ts'
import { type Answers, type AnswerValue, type CompiledProcedure, fieldKind } from '../../procedures/index.ts'
import type { ManifestProcedure } from '../manifest/schema.ts'
import { type Slot, slotsOf } from '../map/slots.ts'

/**
 * What a sender would deliver for these answers, by the same manifest that reads it: heading → text. Days in 和暦 and names
 * of choices where the manifest knows no codes; addresses in one line where it has one column for them.
 */
export function toSender(one: ManifestProcedure, procedure: CompiledProcedure, answers: Answers): Map<string, string> {
  const cells = new Map<string, string>()
  const slots = slotsOf(one, procedure)
  const composite = (slot: Slot): boolean =>
    ['name', 'address', 'account', 'map-point', 'map-shape'].includes(slot.field.type)
  for (const slot of slots) {
    const own = one.fields?.some(({ column }) => column === slot.columns[0]) ?? false
    if (composite(slot) && slot.part === '' && !own) continue
    if (!composite(slot) && slot.part !== '') continue
    const column = slot.columns[0]
    if (column === undefined) continue
    const group = answers[slot.group.id]
    const items = (slot.group.repeat ? group : [group]) as
      | readonly Record<string, AnswerValue | undefined>[]
      | undefined
    items?.forEach((item, n) => {
      const value = item?.[slot.field.id]
      if (value !== undefined) cells.set(column.replaceAll('{n}', String(n + 1)), textOf(slot, value))
    })
  }
  return cells
}

function textOf(slot: Slot, value: AnswerValue): string {
  const { field, part, codes } = slot
  const coded = (id: string): string | undefined => Object.entries(codes ?? {}).find(([, each]) => each === id)?.[0]
  const typed = fieldKind(field.type).typed(value)
  if (part !== '') return typed[part] ?? ''
  switch (field.type) {
    case 'address': {
      const address = value as { postcode: string; prefecture: string; city: string; town: string; block: string }
      return `〒${formatPostcode(address.postcode)} ${fullAddress(address)}`
    }
    case 'year-month':
      return formatEraMonth(String(value))
    case 'date':
      return formatEra(String(value))
    case 'choice':
      return coded(String(value)) ?? field.choices?.find(({ id }) => id === value)?.label.ja ?? ''
    case 'multi-choice':
      return (value as readonly string[])
        .map((id) => coded(id) ?? field.choices?.find((each) => each.id === id)?.label.ja ?? id)
        .join('\n')
    case 'yes-no':
      return coded(value === true ? 'yes' : 'no') ?? (value === true ? 'はい' : 'いいえ')
    case 'consent':
      return (value as { agreed: boolean }).agreed ? '同意します' : '同意しません'
    case 'file':
    case 'photo':
      return (value as readonly { how?: string; name?: string }[])
        .map(({ how, name }) =>
          how === 'post' ? '郵送' : how === 'counter' ? '窓口' : how === 'register' ? '公簿で確認' : (name ?? ''),
        )
        .join('\n')
    case 'register-choice':
      return (value as readonly { entry: string; quantity?: number }[])
        .map(({ entry, quantity }) => (quantity === undefined ? entry : `${entry}:${quantity}`))
        .join('\n')
    default:
      return typed[''] ?? ''
  }
}
