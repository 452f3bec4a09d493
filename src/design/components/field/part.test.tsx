import { describe, expect, it } from 'vitest'
import { fieldAria } from './field.tsx'
import { partIds } from './part.tsx'

const field = { id: 'birth', name: 'applicant.birth', label: '生まれた日' }
const parts = ['year', 'month', 'day'] as const

describe('the parts of a composite field', () => {
  it('give the field’s id to the first part', () => {
    expect(partIds(field, parts).year).toEqual({ id: 'birth', wrong: false })
    expect(partIds(field, parts).day.id).toBe('birth.day')
  })

  it('give it to the first part to put right, so that the error summary leads there', () => {
    const at = partIds({ ...field, error: '「日」を入れてください' }, parts, ['day'])
    expect(at.day).toEqual({ id: 'birth', wrong: true })
    expect(at.year).toEqual({ id: 'birth.year', wrong: false })
  })

  it('are all marked when nobody says which is wrong', () => {
    const at = partIds({ ...field, error: '生まれた日を入れてください' }, parts)
    expect(parts.map((part) => at[part].wrong)).toEqual([true, true, true])
  })
})

describe('an input', () => {
  it('is described by its error first, then its hint', () => {
    expect(fieldAria({ id: 'a', hint: '例', error: '直す' })).toEqual({
      'aria-describedby': 'a-error a-hint',
      'aria-invalid': 'true',
    })
  })

  it('is described by nothing when there is nothing to say', () => {
    expect(fieldAria({ id: 'a' })).toEqual({ 'aria-describedby': undefined, 'aria-invalid': undefined })
  })
})
