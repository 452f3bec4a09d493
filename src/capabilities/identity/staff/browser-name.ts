const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const
const systems = [
  ['iPad・iPhone', /\b(?:iPad|iPhone)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

/** A short name of a browser, by which a person recognises their own session:「Firefox・Windows」. */
export function browserName(userAgent: string): string {
  const text = userAgent.slice(0, 500)
  const browser = browsers.find(([, pattern]) => pattern.test(text))?.[0] ?? 'ブラウザー'
  const system = systems.find(([, pattern]) => pattern.test(text))?.[0]
  return system === undefined ? browser : `${browser}・${system}`
}
