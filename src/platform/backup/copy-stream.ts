import type { Duplex } from 'node:stream'
import type { ClientBase, Submittable } from 'pg'

/** What the driver's connection offers for COPY; its published types leave it out. */
interface CopyConnection {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** This much may wait in memory before the server is asked to pause. */
const HIGH_WATER_BYTES = 4 * 1024 * 1024

/** Streams what a `copy … to stdout` gives. The connection is free again when the stream has ended. */
export async function* copyOut(client: ClientBase, statement: string): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = []
  let bytes = 0
  let connection: CopyConnection | undefined
  let wake = (): void => {}
  let state: { readonly done: true; readonly error?: Error } | undefined
  const query = {
    submit: (given: unknown) => {
      connection = given as CopyConnection
      connection.query(statement)
    },
    handleCopyData: (message: { readonly chunk: Buffer }) => {
      waiting.push(Buffer.from(message.chunk))
      bytes += message.chunk.length
      if (bytes > HIGH_WATER_BYTES) connection?.stream.pause()
      wake()
    },
    handleCommandComplete: () => {},
    handleError: (error: Error) => {
      state = { done: true, error }
      wake()
    },
    handleReadyForQuery: () => {
      state ??= { done: true }
      wake()
    },
  }
  client.query(query as Submittable)
  for (;;) {
    const chunk = waiting.shift()
    if (chunk !== undefined) {
      bytes -= chunk.length
      if (bytes < HIGH_WATER_BYTES / 2) connection?.stream.resume()
      yield chunk
    } else if (state !== undefined) {
      if (state.error !== undefined) throw state.error
      return
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

/** Feeds a `copy … from stdin`. Nothing is written when the source or the server fails. */
export async function copyIn(client: ClientBase, statement: string, source: AsyncIterable<Buffer>): Promise<void> {
  await new Promise<void>((done, failed) => {
    let failure: Error | undefined
    const query = {
      submit: (given: unknown) => (given as CopyConnection).query(statement),
      handleCopyInResponse: (given: unknown) => {
        const connection = given as CopyConnection
        void feed(connection, source).catch((error: Error) => {
          failure = error
          connection.sendCopyFail('the source broke off')
        })
      },
      handleCommandComplete: () => {},
      handleError: (error: Error) => failed(failure ?? error),
      handleReadyForQuery: () => done(),
    }
    client.query(query as Submittable)
  })
}

async function feed(connection: CopyConnection, source: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of source) {
    connection.sendCopyFromChunk(chunk)
    if (connection.stream.writableNeedDrain) await new Promise((drained) => connection.stream.once('drain', drained))
  }
  connection.endCopyFrom()
}
