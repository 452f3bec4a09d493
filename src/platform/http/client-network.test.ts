import { describe, expect, it } from 'vitest'
import { clientNetworks, isNetwork } from './client-network.ts'

const of = clientNetworks(['192.0.2.10', '10.0.0.0/8', '2001:db8:1::/48'])

describe('the network of a client', () => {
  it.each([
    ['the peer itself, when it is no trusted proxy', '198.51.100.7', undefined, '198.51.100.7'],
    ['the peer itself, whatever it claims', '198.51.100.7', '203.0.113.5', '198.51.100.7'],
    ['what the trusted proxy wrote', '192.0.2.10', '203.0.113.5', '203.0.113.5'],
    [
      'the rightmost that no proxy has: what stands left of it is made up',
      '192.0.2.10',
      '1.1.1.1, 203.0.113.5',
      '203.0.113.5',
    ],
    ['behind two proxies', '192.0.2.10', '6.6.6.6, 203.0.113.5, 10.2.3.4', '203.0.113.5'],
    ['the proxy, when it wrote nothing', '192.0.2.10', undefined, '192.0.2.10'],
    ['the proxy, when what stands there is no address', '192.0.2.10', 'unknown', '192.0.2.10'],
    ['the last known proxy, when the list is made up of them', '192.0.2.10', '10.0.0.1', '10.0.0.1'],
    ['an IPv4 address in IPv6 dress', '::ffff:192.0.2.10', '::ffff:203.0.113.5', '203.0.113.5'],
    ['an address with a port', '192.0.2.10', '203.0.113.5:4711', '203.0.113.5'],
    ['the first 64 bits of IPv6', '2001:db8:1::1', '[2001:db8:9:0:1:2:3:4]:443', '2001:db8:9:0::/64'],
    ['the same for a neighbour in them', '2001:db8:9::abcd', undefined, '2001:db8:9:0::/64'],
    ['this machine', '::1', undefined, '0:0:0:0::/64'],
  ])('is %s', (_what, peer, forwardedFor, network) => {
    expect(of(peer, forwardedFor)).toBe(network)
  })

  it('is not known without a socket, whatever the header says', () => {
    expect(of(undefined, '203.0.113.5')).toBeUndefined()
  })

  it('is nobody else’s word where no proxy is trusted', () => {
    expect(clientNetworks([])('192.0.2.10', '203.0.113.5')).toBe('192.0.2.10')
  })
})

it.each([
  ['192.0.2.10', true],
  ['10.0.0.0/8', true],
  ['2001:db8::/32', true],
  ['proxy.example', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['', false],
])('%j is a network: %s', (text, answer) => expect(isNetwork(text)).toBe(answer))
