import type { WorkingCopy } from './copy.ts'
import { nodeAt, treeOf } from './yaml/places.ts'

/** The name that a working copy gives its procedure, also while its text is broken elsewhere; else the id. */
export function copyName(copy: Pick<WorkingCopy, 'source' | 'procedureId'>): string {
  const document = treeOf(copy.source)
  const node = document && nodeAt(document, ['name', 'ja'])
  const value = typeof node === 'object' && node !== null && 'value' in node ? node.value : undefined
  return typeof value === 'string' && value !== '' ? value : copy.procedureId
}
