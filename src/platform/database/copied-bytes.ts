import type { ClientBase, Submittable } from 'pg'

/** What a `copy … to stdout` answers with, in the form of a query's result. */
export interface CopiedBytes {
  readonly command: 'COPY'
  readonly rowCount: null
  readonly rows: readonly [{ readonly bytes: Buffer }]
}

/** Is this a question whose answer comes as bytes and not as rows? */
export function asksToCopy(text: unknown): text is string {
  return typeof text === 'string' && /^copy \(/.test(text)
}

/**
 * Runs a `copy (select …) to stdout` and gives all that it sends as one row with one value, `bytes`, for answers of some hundred kilobytes: the
 * driver makes texts of all values of a query, and for what goes on as bytes that costs more than everything else. What is longer than memory
 * is read by `backup/copy-stream.ts`.
 */
export function copiedBytes(client: ClientBase, text: string): Promise<CopiedBytes> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const query = {
      submit: (connection: { query(text: string): void }) => connection.query(text),
      // The driver writes over its buffer when more comes: what is in it is taken at once.
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => parts.push(Buffer.from(chunk)),
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: () => {
        const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
        resolve({ command: 'COPY', rowCount: null, rows: [{ bytes }] })
      },
    }
    client.query(query as unknown as Submittable)
  })
}
