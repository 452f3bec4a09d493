import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { islandNames } from './custom-elements.ts'

const folder = new URL('./', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8')

describe.each(islandNames)('%s', (name) => {
  it('has a file of its own, is defined once and stands in the documentation', () => {
    expect(readdirSync(folder)).toContain(`${name}.ts`)
    expect(read('index.ts').split(`define('${name}'`)).toHaveLength(2)
    expect(read('../../../docs/islands.md')).toContain(`| \`${name}\` |`)
  })

  it('keeps nothing in the browser’s storage and says no words of its own', () => {
    const code = read(`${name}.ts`).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect(code).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML/)
    expect(code).not.toMatch(/'[^'\n]*[\u3041-\u30ff\u4e00-\u9fff]{3,}[^'\n]*'/)
  })
})
