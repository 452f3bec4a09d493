import type { DeliveredApplication } from '../../cases/index.ts'
import type { FileReference } from '../../exchange/index.ts'
import type { Manifest } from '../manifest/schema.ts'
import type { ReadApplication } from '../map/read-application.ts'
import type { Intake } from './intake.ts'
import type { KeptRow } from './raw-of.ts'

/** Keyed hash of everything that was delivered: without the key nobody can try out what stood there. */
export function tokenOf({ services }: Intake, cityId: string, { content }: ReadApplication): Buffer {
  return services.keys.token(cityId, 'search', `intake:${content}`)
}

/** Stores the attachments and puts together what becomes a case. */
export async function deliveredOf(
  intake: Intake,
  cityId: string,
  manifest: Manifest,
  read: ReadApplication,
  { raw, whole, fileName }: KeptRow,
): Promise<DeliveredApplication> {
  const files: FileReference[] = []
  for (const { fileId, path, name, mediaType, bytes } of read.attachments) {
    const stored = await intake.services.files.put(cityId, bytes)
    const key = stored.key.toString('base64')
    files.push({
      fileId,
      path,
      name,
      mediaType,
      bytes: bytes.length,
      sha256: stored.sha256,
      address: stored.address,
      key,
    })
  }
  const stored = whole && (await intake.services.files.put(cityId, whole))
  return {
    procedure: read.procedure,
    channel: manifest.channel,
    filer: read.filer,
    assurance: read.assurance,
    arrivedAt: read.arrivedAt,
    answers: read.answers,
    files,
    portal: manifest.name,
    source: manifest.source,
    senderNumber: read.senderNumber,
    manifest: manifest.id,
    manifestVersion: manifest.version,
    contentToken: tokenOf(intake, cityId, read),
    ...(stored && whole ? { stored: { address: stored.address, bytes: whole.length, sha256: stored.sha256 } } : {}),
    content: {
      fileName,
      ...(stored ? { key: stored.key.toString('base64') } : { row: raw.number }),
      cells: raw.cells,
      faults: read.faults,
      files: read.files,
    },
  }
}
