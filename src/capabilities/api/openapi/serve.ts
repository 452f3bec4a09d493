import type { CompiledProcedure } from '../../procedures/index.ts'
import { sendConditional } from '../http/conditional.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { openApiDocument } from './document.ts'
import { typescriptClient } from './typescript.ts'

interface Made {
  readonly document: string
  readonly client: string
}

/** Made once for a published set of procedures: as long as nothing is published, it is the same text. */
const made = new WeakMap<readonly CompiledProcedure[], Made>()

async function madeFor({ api, city }: Asked, operations: () => readonly Operation[]): Promise<Made> {
  const procedures = await api.portal.catalogue.current(city.id)
  const known = made.get(procedures)
  if (known !== undefined) return known
  const document = openApiDocument(city, procedures, operations())
  const fresh = { document: JSON.stringify(document), client: typescriptClient(document) }
  made.set(procedures, fresh)
  return fresh
}

/** The document itself, and the client made from it. They describe themselves as well. */
export function describingOperations(operations: () => readonly Operation[]): readonly Operation[] {
  return [
    {
      id: 'openapi',
      method: 'get',
      path: '/openapi.json',
      tag: 'catalogue',
      scope: 'public',
      summary: 'This document.',
      success: { status: 200, description: 'OpenAPI 3.1.', schema: { type: 'object' } },
      problems: [],
      handle: async (asked) =>
        sendConditional(asked.c, (await madeFor(asked, operations)).document, { keep: 'public' }),
    },
    {
      id: 'typescript',
      method: 'get',
      path: '/client.ts',
      tag: 'catalogue',
      scope: 'public',
      summary: 'A client in TypeScript, made from this document.',
      success: {
        status: 200,
        description: 'One file; it needs fetch.',
        type: 'text/plain',
        schema: { type: 'string' },
      },
      problems: [],
      handle: async (asked) =>
        sendConditional(asked.c, (await madeFor(asked, operations)).client, {
          type: 'text/plain; charset=utf-8',
          keep: 'public',
        }),
    },
  ]
}
