import type { Field, Group, ProcedureDefinition } from './definition.ts'
import { any, bool, date, listOf, month, number, record, type Type, text, time } from './expression/types.ts'

/** What the answer of a field is to an expression; undefined for fields that take no answer. */
export function answerType(field: Field): Type | undefined {
  switch (field.type) {
    case 'notice':
      return undefined
    case 'date':
      return date
    case 'year-month':
      return month
    case 'time':
      return time
    case 'number':
    case 'money':
      return number
    case 'yes-no':
      return bool
    case 'choice':
      return chosen(field)
    case 'multi-choice':
      return listOf(chosen(field))
    case 'name':
      return record('氏名', { family: text, given: text })
    case 'address':
      return record('住所', {
        postcode: text,
        prefecture: text,
        city: text,
        town: text,
        block: text,
        building: text,
        localGovernmentCode: text,
      })
    case 'account':
      return record('口座', {
        choice: { kind: 'text', among: ['registered-public', 'designated'] },
        bankCode: text,
        bankName: text,
        branchCode: text,
        branchName: text,
        accountType: { kind: 'text', among: ['ordinary', 'current', 'savings'] },
        accountNumber: text,
        holderKana: text,
        yuchoSymbol: text,
        yuchoNumber: text,
      })
    case 'map-point':
      return record('地図の点', { lat: number, lng: number })
    case 'map-shape':
      return record('地図の形', {
        kind: { kind: 'text', among: ['point', 'line', 'area'] },
        points: number,
        length: number,
        area: number,
        lengthHundredths: number,
        areaHundredths: number,
        geojson: text,
      })
    case 'consent':
      return record('同意', { agreed: bool, version: text })
    case 'file':
    case 'photo':
      return listOf(
        record('書類', {
          name: text,
          takenOn: date,
          how: { kind: 'text', among: ['attached', 'post', 'counter', 'register'] },
          bytes: number,
          mediaType: text,
          width: number,
          height: number,
        }),
      )
    case 'register-choice': {
      const entry = { entry: text, quantity: number, label: text, left: number, facts: any }
      return field.register?.quantity ? listOf(record('選んだもの', entry)) : record('選んだもの', entry)
    }
    case 'individual-number':
      return record('個人番号', { given: bool })
    default:
      return text
  }
}

function chosen(field: Field): Type {
  return { kind: 'text', among: (field.choices ?? []).map((choice) => choice.id) }
}

/** Every group of the definition as a type: a list when it repeats. */
export function groupTypes(definition: ProcedureDefinition): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>()
  for (const page of definition.pages) for (const group of page.groups) types.set(group.id, groupType(group))
  return types
}

function groupType(group: Group): Type {
  const fields: Record<string, Type> = {}
  for (const field of group.fields ?? []) {
    const type = answerType(field)
    if (type) fields[field.id] = type
  }
  const one = record(group.id, fields)
  return group.repeat ? listOf(one) : one
}

/** An entry of a register: its facts differ by register. */
export const entryType = record('entry', { id: text, label: text, left: number, facts: any })
