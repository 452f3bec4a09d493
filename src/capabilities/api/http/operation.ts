import type { Context } from 'hono'
import type { City } from '../../../platform/cities.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { Portal } from '../../portal/index.ts'
import type { ApiClient, Scope } from '../clients/client.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import type { ProblemCode } from './problem.ts'

/** What the operations work with, made once for a zone. */
export interface Api {
  readonly services: ZoneServices
  readonly portal: Portal
}

/** One request, past the door. */
export interface Asked {
  readonly c: Context<WebEnv>
  readonly api: Api
  readonly city: City
  readonly now: Date
  /** Of the token; absent where anybody may read. */
  readonly client: ApiClient | undefined
  param(name: string): string
}

/**
 * One operation of the interface: the route and its description are one thing, so that the OpenAPI document can't tell of what
 * is not there.
 */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
  /** OpenAPI notation, below `/api/v1`: `/procedures/{procedure}`. */
  readonly path: string
  readonly tag: 'catalogue' | 'filing' | 'applications' | 'datasets'
  /** `public`: without a token, from any origin. */
  readonly scope: Scope | 'public'
  readonly summary: string
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>
  readonly headers?: Readonly<
    Record<string, { readonly description: string; readonly schema: JsonSchema; readonly required?: boolean }>
  >
  /** With `answers` the document has an operation for every procedure, whose answers have their own schema. */
  readonly body?: { readonly type: string; readonly schema: JsonSchema; readonly answers?: true }
  readonly success: {
    readonly status: 200 | 201
    readonly description: string
    /** With 201: what 200 means, when the same request comes again. */
    readonly repeated?: string
    readonly type?: string
    readonly schema: JsonSchema
  }
  readonly problems: readonly ProblemCode[]
  handle(asked: Asked): Promise<Response>
}

/** The client of an operation that needs a token. */
export function clientOf({ client }: Asked): ApiClient {
  if (client === undefined) throw new Error('This operation has no scope.')
  return client
}
