import { readZip as readEntries, type ZipEntry } from '../../../platform/tabular/zip/read-zip.ts'
import { ZipBroken } from '../../../platform/tabular/zip/zip-broken.ts'
import { FileRefused } from './refusal.ts'

export type { ZipEntry }

/** A package of one application: a form, its picture as PDF, attachments, signatures. */
export const zipLimits = { entries: 200, entry: 20 * 1024 * 1024, total: 100 * 1024 * 1024, ratio: 200 } as const

/** The files of a delivered package, within its limits. Throws `FileRefused`. */
export function readZip(file: Buffer): readonly ZipEntry[] {
  return orRefused(() => readEntries(file, zipLimits)).map((entry) => ({
    ...entry,
    bytes: () => orRefused(() => entry.bytes()),
  }))
}

function orRefused<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof ZipBroken) throw new FileRefused(error.code, error.params)
    throw error
  }
}
