import { expect, test } from 'vitest'
import { testCities, testConfig } from '../../test/support/services.ts'
import { announce } from './announce.ts'

const file = (demo: boolean) => testCities.slice(0, 1).map((city) => ({ city: { ...city, demo } }) as never)

test('says where the mails of a demonstration are read, and only there', () => {
  const said = (demo: boolean, smtpUrl: string): string => announce({ ...testConfig(), smtpUrl }, file(demo)).join('\n')
  expect(said(true, '')).toMatch(/Mails +http\S+\/demo\/outbox/)
  expect(said(true, 'smtp://mail.example')).not.toContain('outbox')
  expect(said(false, '')).not.toContain('outbox')
})
