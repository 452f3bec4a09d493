import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** Where a message may be sent: the checked address is the one that is connected to, whatever the name says a moment later. */
export type Checked =
  | { readonly ok: true; readonly url: URL; readonly address: string; readonly family: 4 | 6 }
  | { readonly ok: false; readonly code: AddressFault }
export type AddressFault = 'not-https' | 'not-an-address' | 'no-such-host' | 'private-address'

/** Addresses that no partner on the internet has: this machine, private networks, links, groups, and what is not given out. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
/** Of IPv6 only what is given out for the internet (2000::/3), and of it not what carries another address inside. */
const outside6 = new BlockList()
outside6.addSubnet('2000::', 3, 'ipv6')
const carriers6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carriers6.addSubnet(net, bits, 'ipv6')

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inside.check(address, 'ipv4')
  if (isIP(address) !== 6) return false
  return outside6.check(address, 'ipv6') && !carriers6.check(address, 'ipv6')
}

/** The shape of an endpoint, before its name is asked for: https, no user, no fragment. In a demonstration also this machine. */
export function readEndpoint(text: string, demo: boolean): URL | undefined {
  if (text.length > 500 || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  if (url.protocol === 'https:') return url
  return demo && url.protocol === 'http:' && isLoopbackName(url.hostname) ? url : undefined
}

/**
 * Asks for the addresses of an endpoint's name and takes one of them, when all are public. All: a name that leads inside by one
 * of its addresses is not to be trusted with the others.
 */
export async function checkEndpoint(
  text: string,
  demo: boolean,
  resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]> = (host) =>
    lookup(host, { all: true, verbatim: true }),
): Promise<Checked> {
  const url = readEndpoint(text, demo)
  if (url === undefined) return { ok: false, code: text.startsWith('https:') ? 'not-an-address' : 'not-https' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const literal = isIP(host)
  const found = literal === 0 ? await resolve(host).catch(() => []) : [{ address: host, family: literal }]
  const [first] = found
  if (first === undefined) return { ok: false, code: 'no-such-host' }
  const loopback = demo && isLoopbackName(url.hostname) && found.every(({ address }) => /^(127\.|::1$)/.test(address))
  if (!loopback && !found.every(({ address }) => isPublicAddress(address)))
    return { ok: false, code: 'private-address' }
  return { ok: true, url, address: first.address, family: first.family === 6 ? 6 : 4 }
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}
