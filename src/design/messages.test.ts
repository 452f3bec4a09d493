import { describe, expect, it } from 'vitest'
import { type DesignMessages, designMessages } from './messages.ts'

/** Every word as a sentence; slots are filled with a number or a name. */
function sentences(messages: DesignMessages): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value)
    else if (typeof value === 'function') found.set(path, String(value('3', '5', '9')))
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
  }
  walk(messages, '')
  return found
}

/** Same in every language: names of eras, seals of one character, and names. */
const sameEverywhere = /^(seals|eras|person)|^gregorian$/

describe('the words of the components', () => {
  const japanese = sentences(designMessages.ja)

  it.each(['easy', 'en'] as const)('are all there in %s', (locale) => {
    const words = sentences(designMessages[locale])
    expect([...words.keys()]).toEqual([...japanese.keys()])
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('are really English in English', () => {
    const left = [...sentences(designMessages.en)].filter(
      ([path, text]) => !sameEverywhere.test(path) && text === japanese.get(path),
    )
    expect(left).toEqual([])
  })

  it('carry a reading on every kanji in やさしい日本語, save where markup is impossible', () => {
    // Options of a list hold no ruby: eras and 「選んで」.
    const plainOnly = /^(seals|eras\.|gregorian|choose)/
    const bare = [...sentences(designMessages.easy)].filter(
      ([path, text]) =>
        !plainOnly.test(path) && /\p{Script=Han}/u.test(text.replace(/\p{Script=Han}+《[^》]+》/gu, '')),
    )
    expect(bare).toEqual([])
  })

  it('blame nobody', () => {
    const blame = /不正|誤っ|必須です|エラーが発生|！/
    expect([...japanese.values()].filter((text) => blame.test(text))).toEqual([])
  })
})
