import type { Provider } from 'oidc-provider'
import { answerWithNode } from './koa-bridge.ts'

let answering = 0

/**
 * Asks the OpenID provider. It keeps the context of a request in an `AsyncLocalStorage`, and on Node before 24 a storage that
 * was used once makes every promise of the process three to five times dearer from then on: the first sign-in with a
 * sample card would slow the whole city hall down. So the storage is switched off again when nobody holds a card.
 */
export async function askProvider(provider: Provider, request: Request, forgotten: string): Promise<Response> {
  const { default: storage } = await import('oidc-provider/lib/helpers/als.js')
  answering += 1
  try {
    return await answerWithNode(provider.callback(), request, forgotten)
  } finally {
    answering -= 1
    if (answering === 0) storage.disable()
  }
}
