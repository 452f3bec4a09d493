import { expect, test, vi } from 'vitest'
import { quietLogger } from '../platform/log/quiet-logger.ts'
import { closeAll } from './close-all.ts'

test('ends the last first, goes on after a part that fails, and tells of it', async () => {
  const ended: string[] = []
  const error = vi.fn()
  const part = (name: string, fault?: Error) => async () => {
    ended.push(name)
    if (fault !== undefined) throw fault
  }
  const opened = [part('database'), part('relay', new Error('relay')), part('mail', new Error('mail')), part('ports')]
  await expect(closeAll(opened, { ...quietLogger, error })).rejects.toThrow('mail')
  expect(ended).toEqual(['ports', 'mail', 'relay', 'database'])
  expect(error).toHaveBeenCalledTimes(2)
})
