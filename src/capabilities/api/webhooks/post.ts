import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { checkEndpoint } from './address.ts'

/** How one attempt ended. `final`: trying again would not help. */
export type Posted =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly code: string; readonly final: boolean }

const timeoutMs = 10_000

/**
 * Sends one message to a partner's endpoint: no redirect is followed, nothing of the answer is read, and the connection goes to
 * the very address that was checked.
 */
export async function postMessage(
  endpoint: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  options: { readonly demo: boolean; readonly timeoutMs?: number },
): Promise<Posted> {
  const checked = await checkEndpoint(endpoint, options.demo)
  if (!checked.ok) return { ok: false, code: checked.code, final: false }
  const { url, address, family } = checked
  // The name was asked for above: asking again here could lead elsewhere.
  const lookup: LookupFunction = (_host, wanted, done) =>
    wanted.all ? done(null, [{ address, family }]) : done(null, address, family)
  const body = Buffer.from(message.body, 'utf8')
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.byteLength),
    'user-agent': 'Yanagi-Webhooks/1',
    ...message.headers,
  }
  return new Promise((resolve) => {
    const { request } = url.protocol === 'https:' ? https : http
    const sending = request(url, {
      method: 'POST',
      headers,
      lookup,
      agent: false,
      timeout: options.timeoutMs ?? timeoutMs,
    })
    const whole = setTimeout(() => sending.destroy(new TimedOut()), options.timeoutMs ?? timeoutMs)
    const end = (posted: Posted): void => {
      clearTimeout(whole)
      resolve(posted)
    }
    sending.once('response', (response) => {
      const status = response.statusCode ?? 0
      response.destroy()
      const code = String(status)
      // 410 says that nobody listens here any more, for good.
      end(status >= 200 && status < 300 ? { ok: true, code } : { ok: false, code, final: status === 410 })
    })
    sending.once('timeout', () => sending.destroy(new TimedOut()))
    sending.on('error', (error) => end({ ok: false, code: codeOf(error), final: false }))
    sending.end(body)
  })
}

class TimedOut extends Error {
  readonly code = 'ETIMEDOUT'
}

function codeOf(error: Error): string {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'fault'
}
