import { BlockList, isIP, isIPv6 } from 'node:net'

/** Says which network a request comes from, or undefined when nobody can tell (a request without a socket). */
export type ClientNetwork = (peer: string | undefined, forwardedFor: string | undefined) => string | undefined

/**
 * Where a request comes from, for limits: an IPv4 address, or the first 64 bits of an IPv6 address, because one line has
 * all addresses below them. `X-Forwarded-For` is believed only as far as trusted proxies wrote it: read from the right, the
 * first address that is not a trusted proxy's is the client's, and whatever stands left of it anybody may have made up.
 * @param trusted addresses (`192.0.2.10`) or networks (`10.0.0.0/8`), checked with `isNetwork`
 */
export function clientNetworks(trusted: readonly string[]): ClientNetwork {
  const proxies = blockList(trusted)
  const isProxy = (address: string): boolean =>
    trusted.length > 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  return (peer, forwardedFor) => {
    let client = plain(peer ?? '')
    if (client === undefined) return undefined
    const hops = isProxy(client) ? (forwardedFor ?? '').split(',') : []
    while (isProxy(client)) {
      const next = plain(hops.pop() ?? '')
      if (next === undefined) break
      client = next
    }
    return networkOf(client)
  }
}

/** Is this an address, or a network as address and length (RFC 4632, RFC 4291)? */
export function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  return bits > 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
}

function blockList(trusted: readonly string[]): BlockList {
  const list = new BlockList()
  for (const each of trusted) {
    const [address = '', length] = each.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(length), family)
  }
  return list
}

/** Without port, brackets, zone of a link, and the IPv6 dress of an IPv4 address; undefined when it is no address. */
function plain(text: string): string | undefined {
  const trimmed = text.trim()
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? undefined : address
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  // The URL standard writes an IPv6 address in its one shortest form.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}
