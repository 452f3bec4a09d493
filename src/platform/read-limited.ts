/** The whole body, or undefined when it is larger than `limit` bytes; then no more than that was read. */
export async function readLimited(message: Request | Response, limit: number): Promise<Buffer | undefined> {
  if (Number(message.headers.get('content-length') ?? 0) > limit) return undefined
  if (message.body === null) return Buffer.alloc(0)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of message.body) {
    size += part.byteLength
    if (size > limit) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
