import { pictures } from '../../../platform/files/pictures.ts'

export interface SafeView {
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Pictures larger than this many pixels are refused before they are decoded (decompression bombs). */
const mostPixels = 60_000_000
const widestView = 2000

/**
 * What a clerk's browser gets of an uploaded file. Pictures are decoded and encoded anew, so that nothing but pixels
 * survives; PDFs go out as they are, to a sandboxed origin; everything else is not shown. Null: it can't be shown.
 */
export async function safeView(bytes: Buffer, mediaType: string): Promise<SafeView | null> {
  if (mediaType === 'application/pdf')
    return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? { mediaType, bytes } : null
  if (!mediaType.startsWith('image/')) return null
  try {
    const sharp = await pictures()
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', animated: false })
    const encoded = await image
      .rotate()
      .resize({ width: widestView, height: widestView, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer()
    return { mediaType: 'image/jpeg', bytes: encoded }
  } catch {
    return null
  }
}
