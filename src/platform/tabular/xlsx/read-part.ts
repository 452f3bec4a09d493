import { XmlEvents, type XmlHandler } from '../xml/xml-events.ts'
import type { ZipEntry } from '../zip/read-zip.ts'
import { asXlsxBroken, XlsxBroken } from './xlsx-broken.ts'

/**
 * Reads a part of the package; `pulse` comes after each piece, so that what was read of it can be handed on. Names lose the prefix of
 * their namespace: programs differ in it. Throws `XlsxBroken`.
 */
export async function* partPieces(entry: ZipEntry, handler: Partial<XmlHandler>): AsyncGenerator<void> {
  const events = new XmlEvents({
    open: (name, attributes) => handler.open?.(plainName(name), attributes),
    text: (text) => handler.text?.(text),
    close: (name) => handler.close?.(plainName(name)),
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of entry.chunks()) {
      events.write(decoded(decoder, chunk))
      yield
    }
    events.write(decoded(decoder))
    events.end()
    yield
  } catch (error) {
    throw asXlsxBroken(error, entry.name)
  }
}

/** A part as a whole, for the small ones. */
export async function readPart(entry: ZipEntry, handler: Partial<XmlHandler>): Promise<void> {
  for await (const _ of partPieces(entry, handler));
}

/** Excel and its relatives write UTF-8; bytes of another encoding are damage or disguise. */
function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw new XlsxBroken('xlsx-damaged')
  }
}

function plainName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
