import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import type { WaitingLine } from '../desk.ts'
import { DeskPage, type DeskPageProps } from './desk-page.tsx'

const line: WaitingLine = {
  id: 'a',
  title: '児童手当の認定について',
  receiptNumber: 'KJ-R8-000001-6',
  matterLabel: '給付決定',
  outcomeLabel: '認定する',
  sectionName: '子育て支援課',
  authors: [],
  proposerId: 'aoki',
  proposerName: '青木',
  proposedAt: new Date('2026-12-01T01:00:00Z'),
  dueOn: '2026-12-18',
  held: false,
  bulk: false,
  substitution: true,
  version: 1,
  act: 'decide',
  openSectionId: 'child',
  openRank: 50,
  deputyFor: '',
}
const frame = { city: { name: '見本町', demo: true }, zone: 'LGWAN', areas: [], assets: {}, display: {} }
const shown = (changes: Partial<WaitingLine>, today: string): string =>
  renderToString(
    DeskPage({
      frame: frame as unknown as DeskPageProps['frame'],
      waiting: [{ ...line, ...changes }],
      own: [],
      reviews: [],
      elsewhere: { waiting: [], own: [] },
      today,
      csrf: 'c',
      mayEditMatters: false,
    }),
  )

it('says what is past its day, and not on the day itself', () => {
  expect(shown({}, '2026-12-18')).not.toContain('過ぎています')
  expect(shown({}, '2026-12-19')).toContain('過ぎています')
})

it('says a 代決 before the document is opened', () => {
  expect(shown({}, '2026-12-18')).not.toContain('代決')
  expect(shown({ deputyFor: '白井 課長' }, '2026-12-18')).toContain('代決（白井 課長 不在）')
})
