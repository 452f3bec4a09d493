import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../test/support/folder.ts'
import { keptWork } from './kept-work.ts'

test('is found for the same texts and the same build alone, and only as it was written', () => {
  const folder = path.join(testFolder('kept'), 'cache')
  const kept = keptWork(folder, 'guides', 'build-1')
  expect(kept.find(['a', 'b'])).toBeUndefined()
  kept.keep(['a', 'b'], { say: '改\n行' })
  expect(kept.find(['a', 'b'])).toEqual({ say: '改\n行' })
  expect(readdirSync(folder)).toEqual(['guides.json'])

  for (const texts of [['a'], ['a', 'c'], ['b', 'a'], ['a\n1\nb'], ['a', 'b', '']])
    expect(kept.find(texts)).toBeUndefined()
  expect(keptWork(folder, 'guides', 'build-2').find(['a', 'b'])).toBeUndefined()
  expect(keptWork(folder, 'guides', undefined).find(['a', 'b'])).toBeUndefined()

  const file = path.join(folder, 'guides.json')
  const whole = readFileSync(file, 'utf8')
  for (const broken of [whole.replace('改', '会'), whole.slice(0, -2), '', 'x\ny\nz']) {
    writeFileSync(file, broken)
    expect(kept.find(['a', 'b'])).toBeUndefined()
  }
})

test('a folder that can not be written costs nothing but the work', () => {
  const file = path.join(testFolder('kept'), 'file')
  writeFileSync(file, '')
  const kept = keptWork(path.join(file, 'cache'), 'guides', 'build-1')
  kept.keep(['a'], 1)
  expect(kept.find(['a'])).toBeUndefined()
})
