import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedDayTest } from '../../../civic/closed-days.ts'
import { capacityEffect, endsWithoutPlace } from './capacity.ts'
import { checkCorrection, hasLapsed, outstanding, suggestedDueOn, uninvited } from './correction.ts'
import { checkPayment, feeIsDue, paidSoFar, type RecordedPayment } from './payment.ts'

describe('補正: what may be asked and what counts as an answer', () => {
  const known = new Set(['account.account', 'children.0.birth'])
  it('needs a field, a reason and a day that can be kept', () => {
    expect(checkCorrection({ items: [], dueOn: '' }, known, '2026-11-20').map((each) => each.refusal)).toEqual([
      'nothing-asked',
      'due-missing',
    ])
    const item = { path: 'account.account', code: 'account-holder', reason: '名義が違います' } as const
    expect(checkCorrection({ items: [item], dueOn: '2026-12-04' }, known, '2026-11-20')).toEqual([])
    expect(checkCorrection({ items: [item], dueOn: '2026-11-20' }, known, '2026-11-20')[0]?.refusal).toBe('due-in-past')
    expect(checkCorrection({ items: [item], dueOn: '2027-11-20' }, known, '2026-11-20')[0]?.refusal).toBe('due-too-far')
    const strange = { ...item, path: 'nobody.knows', reason: ' ' }
    expect(
      checkCorrection({ items: [strange], dueOn: '2026-12-04' }, known, '2026-11-20').map((e) => e.refusal),
    ).toEqual(['unknown-field', 'reason-missing'])
  })
  it('suggests two weeks and never a closed day', () => {
    expect(suggestedDueOn('2026-11-20', closedDayTest())).toBe('2026-12-04')
    expect(suggestedDueOn('2026-12-18', closedDayTest())).toBe('2027-01-04')
  })
  it('knows what is still open and what nobody asked for', () => {
    expect(outstanding(['account.account', 'children.0.birth'], ['account.account'])).toEqual(['children.0.birth'])
    expect(outstanding(['children'], ['children.0.birth'])).toEqual([])
    expect(uninvited(['account.account'], ['account.account', 'person.name'])).toEqual(['person.name'])
  })
  it('counts the last day in full', () => {
    expect(hasLapsed('2026-12-04', '2026-12-04')).toBe(false)
    expect(hasLapsed('2026-12-04', '2026-12-05')).toBe(true)
  })
})

describe('納付 written down by a clerk', () => {
  const paid = (amount: number, voided = false, receiptNo = `R${amount}`): RecordedPayment => ({
    id: receiptNo,
    amount,
    method: 'cash',
    receiptNo,
    receivedOn: '2026-11-20',
    voided,
  })
  it('adds up only what was not voided', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), fc.boolean())), (rows) => {
        const payments = rows.map(([amount, voided], index) => paid(amount, voided, `R${index}`))
        const kept = rows.filter(([, voided]) => !voided).reduce((sum, [amount]) => sum + amount, 0)
        expect(paidSoFar(payments)).toBe(kept)
      }),
    )
  })
  it('takes no more than is owed and no receipt number twice', () => {
    const entry = { amount: 3000, receiptNo: 'A-1', receivedOn: '2026-11-20' }
    expect(checkPayment(entry, 3000, [], '2026-11-22')).toEqual([])
    expect(checkPayment(entry, 2000, [], '2026-11-22')[0]?.refusal).toBe('amount-too-much')
    expect(checkPayment(entry, 0, [], '2026-11-22')[0]?.refusal).toBe('no-fee')
    expect(checkPayment(entry, 3000, [paid(3000)], '2026-11-22')[0]?.refusal).toBe('already-paid')
    expect(checkPayment({ ...entry, receiptNo: 'R100' }, 5000, [paid(100)], '2026-11-22')[0]?.refusal).toBe(
      'receipt-number-used',
    )
    expect(
      checkPayment({ amount: null, receiptNo: ' ', receivedOn: '2026-11-23' }, 100, [], '2026-11-22').map(
        (e) => e.refusal,
      ),
    ).toEqual(['amount-missing', 'receipt-number-missing', 'date-in-future'])
  })
  it('is due from the step the definition names', () => {
    expect(feeIsDue('before-decision', 'review', 300, 0)).toBe(false)
    expect(feeIsDue('before-decision', 'decision', 300, 0)).toBe(true)
    expect(feeIsDue('before-decision', 'decision', 300, 300)).toBe(false)
    expect(feeIsDue(undefined, 'delivery', 300, 0)).toBe(false)
  })
})

describe('places', () => {
  const place = { register: 'events', entry: 'e1', quantity: 2, standing: 'reserved' } as const
  it('end with a refusal of any kind, or where the outcome says so', () => {
    expect(endsWithoutPlace(true, 'accepted', {})).toBe(true)
    expect(endsWithoutPlace(false, 'rejected', {})).toBe(true)
    expect(endsWithoutPlace(false, 'dismissed', undefined)).toBe(true)
    expect(endsWithoutPlace(false, 'accepted', { givesPlaceBack: true })).toBe(true)
    expect(endsWithoutPlace(false, 'accepted', {})).toBe(false)
    expect(endsWithoutPlace(false, 'approved', undefined)).toBe(false)
  })
  it('are given back when the matter ends without them', () => {
    expect(capacityEffect('withdrawn', false, place)).toMatchObject({ change: 'release', quantity: 2 })
    expect(capacityEffect('decided', true, place)).toMatchObject({ change: 'release' })
    expect(capacityEffect('decided', false, place)).toBeNull()
    expect(capacityEffect('expired', false, null)).toBeNull()
    expect(capacityEffect('decided', false, { ...place, standing: 'lottery' })?.change).toBe('won')
    expect(capacityEffect('decided', true, { ...place, standing: 'lottery' })?.change).toBe('lost')
    expect(capacityEffect('decided', false, { ...place, standing: 'waiting' })?.change).toBe('promote')
  })
})
