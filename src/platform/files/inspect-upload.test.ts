import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { captureMoment } from './exif.ts'
import { safeFileName } from './file-name.ts'
import { defaultUploadLimits, type InspectedImage, inspectUpload } from './inspect-upload.ts'
import { fileRefusalText } from './refusal-text.ts'
import { type FileRefusal, fileRefusals } from './refusals.ts'
import { pdf, photo, png, pngClaiming, zip } from './testing/sample-files.ts'

const inspect = (bytes: Uint8Array, name = 'photo.jpg') => inspectUpload(bytes, name)
const refused = (refusal: FileRefusal) => ({ ok: false, refusal })
const eicar = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-${'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`)

async function image(bytes: Uint8Array, name?: string): Promise<InspectedImage> {
  const found = await inspect(bytes, name)
  if (!found.ok || found.kind === 'pdf') throw new Error(`not an image: ${JSON.stringify(found)}`)
  return found
}

describe('photos', () => {
  it('give a view without place and camera, and the moment they were taken', async () => {
    const original = await photo()
    const found = await image(original)
    expect(found).toMatchObject({
      kind: 'jpg',
      mediaType: 'image/jpeg',
      takenAt: '2026-11-20T09:30:15',
      width: 320,
      height: 200,
      converted: false,
    })
    const seen = await sharp(found.view).metadata()
    expect(seen).toMatchObject({ format: 'jpeg', width: 320, height: 200 })
    expect(seen.exif).toBeUndefined()
    expect(found.view.includes('Mihon')).toBe(false)
    expect(original.includes('Mihon')).toBe(true)
  })

  it('are shown upright', async () => {
    const lying = await sharp(await photo())
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const found = await image(lying)
    expect(await sharp(found.view).metadata()).toMatchObject({ width: 200, height: 320 })
    expect(found).toMatchObject({ width: 200, height: 320 })
  })

  it('may be PNG, and AVIF becomes JPEG; content decides, not the name', async () => {
    expect(await image(await png(), '地図.exe.pdf')).toMatchObject({ kind: 'png', name: '地図.exe.png' })
    const avif = await sharp(await png(64, 64))
      .avif()
      .toBuffer()
    expect(await image(avif, 'IMG_1.heic')).toMatchObject({ kind: 'jpg', converted: true, name: 'IMG_1.jpg' })
  })

  it('in HEIC say plainly that they cannot be read here', async () => {
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(400, 1)])
    expect(await inspect(heic, 'IMG.HEIC')).toEqual(refused('heic-not-readable'))
  })

  it('with a second picture behind the first pass, as telephones make them', async () => {
    expect((await inspect(Buffer.concat([await photo(), await photo()]))).ok).toBe(true)
  })
})

describe('documents', () => {
  it('pass with the number of their pages', async () => {
    expect(await inspect(pdf({ pages: 3 }), '診断書.PDF')).toEqual({
      ok: true,
      kind: 'pdf',
      mediaType: 'application/pdf',
      name: '診断書.pdf',
      pages: 3,
    })
  })

  it('may say which page to show first, and may have packed objects and links', async () => {
    expect((await inspect(pdf({ catalog: '/OpenAction [3 0 R /FitH 842]' }))).ok).toBe(true)
    expect((await inspect(pdf({ catalog: '/OpenAction 100 0 R', objects: ['[3 0 R /Fit]'] }))).ok).toBe(true)
    expect(
      (await inspect(pdf({ packed: '5 0 << /Type /Annot /A << /S /URI /URI (https://example.jp) >> >>' }))).ok,
    ).toBe(true)
  })

  it.each<[string, Buffer, FileRefusal]>([
    ['JavaScript', pdf({ objects: ['<< /S /JavaScript /JS (app.alert(1)) >>'] }), 'pdf-active-content'],
    [
      'JavaScript with an escaped name',
      pdf({ objects: ['<< /S /J#61vaScript /J#53 (app.alert(1)) >>'] }),
      'pdf-active-content',
    ],
    ['JavaScript in a packed object', pdf({ packed: '5 0 << /S /JavaScript >>' }), 'pdf-active-content'],
    [
      'JavaScript in a stream that only seems one',
      pdf({ objects: ['(>>\nstream\n) 7 0 obj << /S /Launch >> endobj (endstream)'] }),
      'pdf-active-content',
    ],
    ['a program to start', pdf({ objects: ['<< /S /Launch /F (calc.exe) >>'] }), 'pdf-active-content'],
    [
      'an action at opening',
      pdf({ catalog: '/OpenAction << /S /URI /URI (https://example.jp) >>' }),
      'pdf-active-content',
    ],
    [
      'an action at opening, by reference',
      pdf({ catalog: '/OpenAction 100 0 R', objects: ['<< /S /Named /N /Print >>'] }),
      'pdf-active-content',
    ],
    ['a form that sends', pdf({ objects: ['<< /S /SubmitForm >>'] }), 'pdf-active-content'],
    [
      'an attached file',
      pdf({ catalog: '/Names << /EmbeddedFiles 100 0 R >>', objects: ['<< /Type /Filespec >>'] }),
      'pdf-attached-files',
    ],
    ['encryption', pdf({ trailer: '/Encrypt 100 0 R', objects: ['<< /Filter /Standard >>'] }), 'pdf-encrypted'],
    ['301 pages', pdf({ pages: 301 }), 'pdf-too-many-pages'],
    ['no page', pdf({ pages: 0 }), 'damaged'],
    ['its end cut off', pdf().subarray(0, 200), 'damaged'],
    ['a packed bomb', pdf({ packed: ' '.repeat(60_000_000) }), 'unpacks-too-large'],
    [
      'packed objects by a filter that we do not know',
      pdf({ objects: ['<< /Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n00\nendstream'] }),
      'damaged',
    ],
    ['another document behind it', Buffer.concat([pdf(), pdf().subarray(0, 400)]), 'damaged'],
  ])('are refused with %s', async (_, bytes, refusal) => {
    expect(await inspect(bytes, 'a.pdf')).toEqual(refused(refusal))
  })
})

describe('everything else', () => {
  it.each<[string, () => Promise<Buffer> | Buffer, FileRefusal]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['11 MB', () => Buffer.alloc(11 * 1024 * 1024, 1), 'too-large'],
    ['text', () => Buffer.from('hello'), 'type-not-accepted'],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'type-not-accepted',
    ],
    ['an archive', () => zip(), 'type-not-accepted'],
    ['a PDF that begins with something else', () => Buffer.concat([Buffer.from('\n'), pdf()]), 'type-not-accepted'],
    ['a photo that is an archive too', async () => Buffer.concat([await photo(), zip()]), 'mixed-content'],
    ['a PDF that is an archive too', () => Buffer.concat([pdf(), zip()]), 'mixed-content'],
    ['a photo that is a PDF too', async () => insert(await photo(), 2, jpegComment(pdf())), 'mixed-content'],
    [
      'a photo with a web page behind it',
      async () => Buffer.concat([await photo(), Buffer.from('<!DOCTYPE html><script>alert(1)</script>')]),
      'mixed-content',
    ],
    [
      'a photo with a program behind it',
      async () => Buffer.concat([await photo(), Buffer.from('\x7fELF\x02\x01', 'latin1')]),
      'mixed-content',
    ],
    ['a PNG with anything behind it', async () => Buffer.concat([await png(), Buffer.from('x')]), 'mixed-content'],
    ['a flood of pixels', () => pngClaiming(100_000, 100_000), 'too-many-pixels'],
    ['a PNG that holds less than it claims', () => pngClaiming(500, 500), 'damaged'],
    ['a photo cut off', async () => (await photo()).subarray(0, 600), 'damaged'],
    ['the test signature of all scanners', () => eicar, 'known-malware'],
    ['that signature within a photo', async () => Buffer.concat([await photo(), eicar]), 'known-malware'],
    ['that signature within a PDF', () => pdf({ objects: [`(${eicar.toString('latin1')})`] }), 'known-malware'],
  ])('is refused: %s', async (_, make, refusal) => {
    expect(await inspect(await make())).toEqual(refused(refusal))
  })

  it('has a sentence for each refusal in three languages', () => {
    for (const refusal of fileRefusals) {
      const text = fileRefusalText(refusal)
      expect([text.ja, text.easy, text.en].every((sentence) => sentence !== undefined && sentence.length > 5)).toBe(
        true,
      )
    }
  })
})

describe('whatever is thrown at it', () => {
  it('answers garbage with a refusal, never with an error', async () => {
    const heads = ['', '%PDF-1.7\n', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', '\0\0\0\x18ftypheic'].map((head) =>
      Buffer.from(head, 'latin1'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 400 }),
        fc.string({ unit: 'binary' }),
        async (head, rest, name) => {
          const found = await inspect(Buffer.concat([head, rest]), name)
          if (!found.ok) expect(fileRefusals).toContain(found.refusal)
          else expect(found.kind).toBe('pdf')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('answers real files with bytes changed, cut or doubled likewise, and shows no more than a clean view', async () => {
    const samples = [await photo(), await png(), pdf({ pages: 2, packed: '5 0 << /A 1 >>' })]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        async (sample, changes, from, length) => {
          const bytes = Buffer.from(sample)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const start = from % bytes.length
          const mutated =
            length % 3 === 0
              ? bytes
              : length % 3 === 1
                ? bytes.subarray(0, start)
                : Buffer.concat([bytes.subarray(0, start), bytes.subarray(Math.max(0, start - 50))])
          const found = await inspect(mutated)
          if (!found.ok) expect(fileRefusals).toContain(found.refusal)
          else if (found.kind !== 'pdf') expect((await sharp(found.view).metadata()).exif).toBeUndefined()
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)
})

describe('ten hostile megabytes', () => {
  const whole = (filling: string) => {
    const head = '%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n'
    const tail = '\nstartxref\n0\n%%EOF\n'
    return Buffer.from(
      head + filling.repeat(Math.floor((10_400_000 - head.length - tail.length) / filling.length)) + tail,
      'latin1',
    )
  }
  it.each([
    '1',
    ' ',
    '>>',
    '>> ',
    '/Filter [',
    '/Type ',
    '/OpenAction 1 0 R ',
    '#4a',
    '<< /Type /ObjStm >>\nstream\nendstream ',
    '9 0 obj ',
    '(',
    '\xff',
  ])('of %j are judged within three seconds', async (filling) => {
    const before = performance.now()
    await inspect(whole(filling))
    await inspect(Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), whole(filling)]))
    expect(performance.now() - before).toBeLessThan(3000)
  })
})

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\hanako\\診断書.pdf', '診断書.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie x.pdf'],
    ['', 'ファイル.pdf'],
    ['...', 'ファイル.pdf'],
    ['葛\u{E0100}城.pdf', '葛\u{E0100}城.pdf'],
  ])('%j becomes %j', (declared, safe) => {
    expect(safeFileName(declared, 'pdf')).toBe(safe)
  })

  it('is always short, without path, line or direction marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (declared) => {
        const safe = safeFileName(declared, 'png')
        expect(safe).toMatch(/^[^/\\\p{Cc}\p{Cf}]{1,84}$/u)
        expect(safe.endsWith('.png')).toBe(true)
      }),
    )
  })
})

describe('the capture moment', () => {
  it('is undefined for what is no moment, and for any garbage', async () => {
    expect(captureMoment((await sharp(await photo('2026:02:31 10:00:00')).metadata()).exif)).toBeUndefined()
    expect(captureMoment((await sharp(await photo('0000:00:00 00:00:00')).metadata()).exif)).toBeUndefined()
    expect(captureMoment(undefined)).toBeUndefined()
    const real = (await sharp(await photo()).metadata()).exif ?? Buffer.alloc(0)
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), fc.nat(), (at, value, cut) => {
        const exif = Buffer.from(real).subarray(0, cut % (real.length + 1))
        if (exif.length > 0) exif[at % exif.length] = value
        const moment = captureMoment(exif)
        if (moment !== undefined) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
      }),
      { numRuns: 2000 },
    )
  })
})

it('takes 10 MB and not one byte more', async () => {
  const exact = await inspectUpload(Buffer.alloc(defaultUploadLimits.bytes, 1), 'x')
  expect(exact).toEqual(refused('type-not-accepted'))
  expect(await inspectUpload(Buffer.alloc(defaultUploadLimits.bytes + 1, 1), 'x')).toEqual(refused('too-large'))
})

function insert(bytes: Buffer, at: number, what: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)])
}

function jpegComment(content: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
