import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Small real files for tests, made here so that none has to be kept. */

/** A photo with the moment it was taken and a place (which the view must not keep). */
export function photo(takenAt = '2026:11:20 09:30:15', width = 320, height = 200): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#4a7' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Mihon', Model: 'Camera' },
      IFD2: { DateTimeOriginal: takenAt },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '33/1 57/1 0/1' },
    })
    .toBuffer()
}

export function png(width = 40, height = 30): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: '#4a78' } })
    .png()
    .toBuffer()
}

/** A PNG that claims a size and holds next to nothing. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}

export interface PdfParts {
  readonly pages?: number
  /** Put into the catalog dictionary. */
  readonly catalog?: string
  /** Further objects, numbered from 100. */
  readonly objects?: readonly string[]
  /** Objects hidden in a deflated object stream. */
  readonly packed?: string
  readonly trailer?: string
}

/** A PDF that readers open. */
export function pdf(parts: PdfParts = {}): Buffer {
  const count = parts.pages ?? 1
  const kids = Array.from({ length: count }, (_, i) => `${i + 3} 0 R`).join(' ')
  const objects: (readonly [number, Buffer])[] = [
    [1, Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${parts.catalog ?? ''} >>`)],
    [2, Buffer.from(`<< /Type /Pages /Count ${count} /Kids [${kids}] >>`)],
    ...Array.from(
      { length: count },
      (_, i) => [i + 3, Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>')] as const,
    ),
    ...(parts.objects ?? []).map((text, i) => [100 + i, Buffer.from(text, 'latin1')] as const),
  ]
  if (parts.packed !== undefined) {
    const content = deflateSync(Buffer.from(parts.packed, 'latin1'))
    objects.push([
      900,
      Buffer.concat([
        Buffer.from(`<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${content.length} >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    ])
  }
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets = new Map<number, number>()
  for (const [number, body] of objects) {
    offsets.set(number, Buffer.concat(pieces).length)
    pieces.push(Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n'))
  }
  const start = Buffer.concat(pieces).length
  const table = [...offsets]
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('')
  pieces.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<< /Size 901 /Root 1 0 R ${parts.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(pieces)
}

/** An archive with one stored file. */
export function zip(): Buffer {
  const name = Buffer.from('a.txt')
  const data = Buffer.from('hello')
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(data.length, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.write('PK\x01\x02', 'latin1')
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + data.length, 16)
  return Buffer.concat([local, name, data, entry, name, end])
}
