/** As much of DER as a subject alternative name needs; the certificate itself is read by Node. */
export interface DerNode {
  readonly tag: number
  /** Content without tag and length. */
  readonly content: Buffer
  readonly children: () => readonly DerNode[]
}

export class DerUnreadable extends Error {
  override readonly name = 'DerUnreadable'
}

/** Reads one value at the start of `bytes`. Throws `DerUnreadable`. */
export function readDer(bytes: Buffer): DerNode {
  return readAt(bytes, 0).node
}

function readAt(bytes: Buffer, start: number): { readonly node: DerNode; readonly end: number } {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined) throw new DerUnreadable()
  let length = first
  let at = start + 2
  if (first >= 0x80) {
    const size = first & 0x7f
    if (size === 0 || size > 4 || at + size > bytes.length) throw new DerUnreadable()
    length = bytes.readUIntBE(at, size)
    at += size
  }
  if (at + length > bytes.length) throw new DerUnreadable()
  const content = bytes.subarray(at, at + length)
  return { node: { tag, content, children: () => readAll(content) }, end: at + length }
}

function readAll(content: Buffer): readonly DerNode[] {
  const nodes: DerNode[] = []
  let at = 0
  while (at < content.length) {
    const { node, end } = readAt(content, at)
    nodes.push(node)
    at = end
  }
  return nodes
}

/** Writes one value. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const size = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3
  const length = Buffer.alloc(size)
  length.writeUIntBE(content.length, 0, size)
  return Buffer.concat([Buffer.from([tag, 0x80 | size]), length, content])
}

/** An object identifier, e.g. `1.2.392`. */
export function writeOid(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest.flatMap(base128)]
  return writeDer(derTag.oid, Buffer.from(bytes))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80)
  return digits
}

export const derTag = {
  bool: 0x01,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  context0: 0xa0,
  context3: 0xa3,
} as const
