const named: Readonly<Record<string, string>> = { 'lt;': '<', 'gt;': '>', 'amp;': '&', 'quot;': '"', 'apos;': "'" }

/** Text with its references resolved: the five of XML and numbers. Undefined for any other: there are no declarations. */
export function resolveReferences(text: string): string | undefined {
  let known = true
  const plain = text.replace(/&([^;&\s]{0,20};?)/g, (_, body: string) => {
    const letter = named[body] ?? numbered(body)
    if (letter === undefined) known = false
    return letter ?? ''
  })
  return known ? plain : undefined
}

function numbered(body: string): string | undefined {
  const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));$/.exec(body)
  if (!number) return undefined
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
  const control = (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127
  if (control || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}
