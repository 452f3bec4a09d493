import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { WebEnv } from '../platform/http/index.ts'
import { createDispatcher } from './dispatcher.ts'

const named = (name: string): Hono<WebEnv> => new Hono<WebEnv>().get('/', (c) => c.text(name))
const dispatcher = createDispatcher()
dispatcher.add('http://localhost:4000', named('yanai portal'))
dispatcher.add('http://localhost:4001', named('yanai office'))
dispatcher.add('https://shinsei.mihon.example', named('mihon portal'))

const ask = async (url: string, host?: string): Promise<string> => {
  const response = await dispatcher.fetch(new Request(url, host === undefined ? {} : { headers: { host } }))
  return response.status === 200 ? response.text() : String(response.status)
}

describe('the dispatcher', () => {
  it('picks the surface by host and port', async () => {
    expect(await ask('http://localhost:4000/')).toBe('yanai portal')
    expect(await ask('http://localhost:4001/')).toBe('yanai office')
    expect(await ask('http://127.0.0.1:8080/', 'shinsei.mihon.example')).toBe('mihon portal')
  })
  it('sends who comes by number on to the name of this machine, with path and question, and only there', async () => {
    const go = (url: string, init?: RequestInit) => dispatcher.fetch(new Request(url, init))
    const there = await go('http://127.0.0.1:4001/cases?of=me')
    expect([there.status, there.headers.get('location')]).toEqual([307, 'http://localhost:4001/cases?of=me'])
    expect((await go('http://127.0.0.1:4001//evil.example/')).headers.get('location')).toBe(
      'http://localhost:4001//evil.example/',
    )
    expect((await go('http://[::1]:4000/')).headers.get('location')).toBe('http://localhost:4000/')
    expect((await go('http://127.0.0.1:4999/')).status).toBe(421)
    expect((await go('http://127.0.0.1:4000/', { method: 'POST' })).status).toBe(421)
  })
  it('answers an unknown host with 421 and nothing of a city', async () => {
    expect(await ask('http://localhost:4000/', 'evil.example')).toBe('421')
    expect(await ask('http://localhost:4999/')).toBe('421')
  })
})
