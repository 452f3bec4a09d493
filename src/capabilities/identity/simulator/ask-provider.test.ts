import type { Provider } from 'oidc-provider'
import storage from 'oidc-provider/lib/helpers/als.js'
import { expect, it } from 'vitest'
import { askProvider } from './ask-provider.ts'

/** A provider that answers when it is let go on, and tells what its storage holds then and after the answer. */
function provider(goOn: Promise<void>, seen: unknown[], after: Promise<void>): Provider {
  return {
    callback: () => (_request: unknown, response: { end(text: string): void }) =>
      storage.run('its own', async () => {
        await goOn
        seen.push(storage.getStore())
        response.end('answered')
        await after
        seen.push(storage.getStore())
      }),
  } as unknown as Provider
}

const gate = () => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

it('the storage of the provider works while anybody is answered, and is off when nobody is', async () => {
  const [first, second, after] = [gate(), gate(), gate()]
  const seen: unknown[] = []
  const one = askProvider(provider(first.opened, seen, after.opened), new Request('http://card.test/'), 'x')
  const two = askProvider(provider(second.opened, seen, after.opened), new Request('http://card.test/'), 'x')
  first.open()
  expect(await (await one).text()).toBe('answered')
  second.open()
  await two
  expect(seen).toEqual(['its own', 'its own'])
  after.open()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(seen).toEqual(['its own', 'its own', undefined, undefined])
})
