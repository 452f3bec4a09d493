import { expect, test } from 'vitest'
import { byTopic, firstThingsFirst, someOfEach } from './order.ts'

const topics = ['children', 'care', 'waste', 'taxes'].map((id) => ({ id, label: { ja: id } }))
const next = (...procedures: string[]) => procedures.map((procedure) => ({ procedure, reason: { ja: 'x' } }))
const procedures = [
  { id: 'change', topics: ['children'], next: next('claim') },
  { id: 'claim', topics: ['children', 'care'], next: next('claim') },
  { id: 'end', topics: ['children'], next: next('claim', 'sofa') },
  { id: 'levels', topics: ['care'] },
  { id: 'sofa', topics: ['waste'] },
  { id: 'stray', topics: ['gone'] },
]

test('what others lead to comes first, and the rest keeps its order', () => {
  expect(firstThingsFirst(procedures).map(({ id }) => id)).toEqual([
    'claim',
    'sofa',
    'change',
    'end',
    'levels',
    'stray',
  ])
})

test('every procedure stands once, under its first topic; a topic without any is not there', () => {
  const groups = byTopic(procedures, topics)
  expect(groups.map(({ topic, ids }) => [topic?.id, ids])).toEqual([
    ['children', ['change', 'claim', 'end']],
    ['care', ['levels']],
    ['waste', ['sofa']],
    [undefined, ['stray']],
  ])
})

test('the home page shows some of every topic', () => {
  expect(someOfEach(byTopic(firstThingsFirst(procedures), topics), 5)).toEqual([
    'claim',
    'levels',
    'sofa',
    'stray',
    'change',
  ])
  expect(someOfEach([], 5)).toEqual([])
})
