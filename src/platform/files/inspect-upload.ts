import { captureMoment } from './exif.ts'
import { safeFileName } from './file-name.ts'
import { recogniseType } from './file-type.ts'
import { isKnownMalware, looksMixed } from './hidden-content.ts'
import { prepareImage } from './image.ts'
import { inspectPdf } from './pdf.ts'
import type { FileRefusal } from './refusals.ts'

export interface UploadLimits {
  readonly bytes: number
  /** Width times height. */
  readonly pixels: number
  readonly pdfPages: number
}

/** 10 MB a file; 60 million points are more than any telephone takes; 300 pages are a thick folder. */
export const defaultUploadLimits: UploadLimits = { bytes: 10 * 1024 * 1024, pixels: 60_000_000, pdfPages: 300 }

export type InspectedUpload = InspectedImage | InspectedPdf

interface Inspected {
  readonly ok: true
  /** Safe to show and to write: no path, no control or direction characters, the ending of the real type. */
  readonly name: string
}

export interface InspectedImage extends Inspected {
  readonly kind: 'jpg' | 'png'
  readonly mediaType: 'image/jpeg' | 'image/png'
  /** What people are shown: drawn anew, upright, without place, camera or anything else that was in the file. JPEG. */
  readonly view: Buffer
  readonly width: number
  readonly height: number
  /** When the photo was taken, by the camera's own clock, `YYYY-MM-DDTHH:MM:SS` without a zone. */
  readonly takenAt?: string
  /** Set when the original was of another format (HEIC, AVIF): then the JPEG stands for it and the original is kept. */
  readonly converted: boolean
}

export interface InspectedPdf extends Inspected {
  readonly kind: 'pdf'
  readonly mediaType: 'application/pdf'
  readonly pages: number
}

export type UploadVerdict = InspectedUpload | { readonly ok: false; readonly refusal: FileRefusal }

/**
 * Judges an uploaded file by its content alone; the name it came with decides nothing. The original stays untouched (it is
 * evidence and is sealed as it is); what is shown to people is `view`. Never throws for anything that is in the bytes.
 */
export async function inspectUpload(
  bytes: Uint8Array,
  declaredName: string,
  limits: UploadLimits = defaultUploadLimits,
): Promise<UploadVerdict> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length === 0) return { ok: false, refusal: 'empty' }
  if (file.length > limits.bytes) return { ok: false, refusal: 'too-large' }
  if (isKnownMalware(file)) return { ok: false, refusal: 'known-malware' }
  const type = recogniseType(file)
  if (type === undefined) return { ok: false, refusal: 'type-not-accepted' }
  if (looksMixed(file, type)) return { ok: false, refusal: 'mixed-content' }
  if (type === 'pdf') {
    const pdf = inspectPdf(file, limits.pdfPages)
    return pdf.ok
      ? {
          ok: true,
          kind: 'pdf',
          mediaType: 'application/pdf',
          name: safeFileName(declaredName, 'pdf'),
          pages: pdf.pages,
        }
      : pdf
  }
  const image = await prepareImage(file, type, limits.pixels)
  if (!image.ok) return image
  const kind = type === 'png' ? 'png' : 'jpg'
  const takenAt = captureMoment(image.exif)
  return {
    ok: true,
    kind,
    mediaType: kind === 'png' ? 'image/png' : 'image/jpeg',
    name: safeFileName(declaredName, kind),
    view: image.view,
    width: image.width,
    height: image.height,
    converted: type === 'heif',
    ...(takenAt === undefined ? {} : { takenAt }),
  }
}
