import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { OriginFault } from '../../cases/index.ts'
import type { RowProblem } from '../map/identify.ts'

/** What the box of a row holds until it is a case or settled. */
export interface RowBox {
  readonly cells: readonly (readonly [string, string])[]
  readonly also: readonly (readonly [string, string])[]
  readonly uneven?: { readonly cells: number; readonly header: number }
  /** Why the row waits for the hand. */
  readonly problems?: readonly RowProblem[]
  /** What a correction has to put right; `column`: where it stands in the file. */
  readonly faults?: readonly (OriginFault & { readonly column?: string })[]
  /** Questions whose answers differ from those of the case that is already here. */
  readonly differs?: readonly string[]
  readonly unused?: readonly string[]
  /** What the person who settled it wrote down. */
  readonly note?: string
}

const place = (batch: string, number: number): string => `intake row ${batch}/${number}`

export function sealRow(keys: KeyRing, cityId: string, batch: string, number: number, box: RowBox): Buffer {
  return keys.encrypt(cityId, 'draft', Buffer.from(JSON.stringify(box), 'utf8'), place(batch, number))
}

export function openRow(keys: KeyRing, cityId: string, batch: string, number: number, box: Uint8Array): RowBox {
  return JSON.parse(keys.decrypt(cityId, 'draft', box, place(batch, number)).toString('utf8')) as RowBox
}

export function sealName(keys: KeyRing, cityId: string, batch: string, name: string): Buffer {
  return keys.encrypt(cityId, 'draft', Buffer.from(name, 'utf8'), `intake file ${batch}`)
}

export function openName(keys: KeyRing, cityId: string, batch: string, box: Uint8Array): string {
  return keys.decrypt(cityId, 'draft', box, `intake file ${batch}`).toString('utf8')
}

export function sealPackage(keys: KeyRing, cityId: string, batch: string, bytes: Uint8Array): Buffer {
  return keys.encrypt(cityId, 'draft', bytes, `intake package ${batch}`)
}

export function openPackage(keys: KeyRing, cityId: string, batch: string, box: Uint8Array): Buffer {
  return keys.decrypt(cityId, 'draft', box, `intake package ${batch}`)
}
