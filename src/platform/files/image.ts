import type { FileType } from './file-type.ts'
import { pictures } from './pictures.ts'
import type { FileRefusal } from './refusals.ts'

/** The view is for reading on a screen and for print on A4. */
const VIEW_EDGE = 2400
const VIEW_QUALITY = 84
/** An image is decoded in one go; a hostile one is given up after this. */
const SECONDS = 20

export type PreparedImage =
  | {
      readonly ok: true
      readonly view: Buffer
      /** As it is shown, upright. */
      readonly width: number
      readonly height: number
      readonly exif: Buffer | undefined
    }
  | { readonly ok: false; readonly refusal: FileRefusal }

/** Reads size and Exif first, refuses floods of pixels before decoding one, then draws the view anew. */
export async function prepareImage(
  bytes: Buffer,
  type: Exclude<FileType, 'pdf'>,
  maxPixels: number,
): Promise<PreparedImage> {
  const broken: PreparedImage = { ok: false, refusal: type === 'heif' ? 'heic-not-readable' : 'damaged' }
  try {
    const sharp = await pictures()
    const open = () => sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 })
    const { width, height, exif, format, orientation } = await open().metadata()
    if (width * height > maxPixels) return { ok: false, refusal: 'too-many-pixels' }
    if (format !== { jpg: 'jpeg', png: 'png', heif: 'heif' }[type]) return broken
    const view = await open()
      .timeout({ seconds: SECONDS })
      .rotate()
      .resize({ width: VIEW_EDGE, height: VIEW_EDGE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: VIEW_QUALITY })
      .toBuffer()
    // From 5 on, a camera says that it was held on its side.
    const onItsSide = (orientation ?? 1) >= 5
    return { ok: true, view, width: onItsSide ? height : width, height: onItsSide ? width : height, exif }
  } catch (error) {
    const flooded = error instanceof Error && /pixel limit/i.test(error.message)
    return flooded ? { ok: false, refusal: 'too-many-pixels' } : broken
  }
}
