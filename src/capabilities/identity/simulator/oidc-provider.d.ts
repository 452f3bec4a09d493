/** The part of the OpenID provider library that the simulator uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface Interaction {
    readonly uid: string
    readonly exp: number
    readonly returnTo: string
    readonly params: Readonly<Record<string, unknown>>
    result?:
      | { login: { accountId: string; acr: string; amr: string[]; remember: boolean } }
      | { error: string; error_description: string }
    save(secondsToLive: number): Promise<unknown>
  }

  export interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export interface ProviderContext {
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly session: { readonly accountId: string }
      readonly provider: Provider
    }
    type: string
    body: unknown
    status: number
  }

  export interface Account {
    readonly accountId: string
    claims(): Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    readonly Interaction: { find(uid: string): Promise<Interaction | undefined> }
    readonly Grant: new (facts: {
      accountId: string
      clientId: string
    }) => Grant
    on(event: string, listener: (...facts: readonly unknown[]) => void): void
  }
}

/** Where the library keeps the context of the request that it answers. */
declare module 'oidc-provider/lib/helpers/als.js' {
  import type { AsyncLocalStorage } from 'node:async_hooks'

  const storage: AsyncLocalStorage<unknown>
  export default storage
}
