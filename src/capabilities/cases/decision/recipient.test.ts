import { describe, expect, it } from 'vitest'
import type { PlacedValue } from '../answers-at.ts'
import { recipientOf } from './letter-draft.ts'

const address = (town: string) => ({
  postcode: '7420031',
  prefecture: '山口県',
  city: '柳井市',
  town,
  block: '999-1',
})
const placed = (path: string, type: string, value: unknown): PlacedValue => {
  const [group, id] = path.split('.')
  return { path, group: { id: group }, field: { id, type }, value } as unknown as PlacedValue
}
const answers = [
  placed('office.address', 'address', address('事業所町')),
  placed('insured.name', 'name', { family: '見本', given: '花子' }),
  placed('insured.address', 'address', address('南町')),
]
const sendTo = { address: 'sendTo.address', name: 'sendTo.name' }

describe('the addressee of a letter', () => {
  it('is the applicant, at the address beside the name', () => {
    expect(recipientOf(answers, '見本　花子', { sendTo })).toEqual({
      name: '見本　花子',
      postcode: '7420031',
      addressLines: [expect.stringContaining('南町')],
    })
  })
  it('is reached where the person asked it to be sent, with whose place that is', () => {
    const elsewhere = [
      ...answers,
      placed('sendTo.address', 'address', address('病院町')),
      placed('sendTo.name', 'text', '見本病院'),
    ]
    expect(recipientOf(elsewhere, '見本　花子', { sendTo }).addressLines).toEqual([
      expect.stringContaining('病院町'),
      '見本病院',
    ])
    expect(recipientOf(elsewhere, '見本　花子').addressLines).toEqual([expect.stringContaining('南町')])
  })
  it('is a company first, then its representative with the post', () => {
    const organisation = { name: 'company.name', post: 'company.post' }
    const company = [
      placed('company.name', 'text', '見本建設株式会社'),
      placed('company.post', 'text', '代表取締役'),
      placed('company.person', 'name', { family: '見本', given: '太郎' }),
      placed('company.address', 'address', address('本店町')),
    ]
    expect(recipientOf(company, '見本　太郎', { organisation })).toEqual({
      organisation: '見本建設株式会社',
      name: '代表取締役　見本　太郎',
      postcode: '7420031',
      addressLines: [expect.stringContaining('本店町')],
    })
    // A private person files the same procedure: no company, no post.
    expect(recipientOf(answers, '見本　花子', { organisation })).not.toHaveProperty('organisation')
  })
  it('has no address when none was answered', () => {
    expect(
      recipientOf([placed('a.name', 'name', { family: '見本', given: '花子' })], '見本　花子', { sendTo }),
    ).toEqual({
      name: '見本　花子',
      addressLines: [],
    })
  })
})
