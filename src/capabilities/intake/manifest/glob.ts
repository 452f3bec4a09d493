/**
 * Whether a path inside a package is named by a pattern: `*` is any run within one name, `?` one letter. A pattern without
 * `/` looks at the last name only. Linear: no pattern of a manifest can make it run long.
 */
export function matches(pattern: string, path: string): boolean {
  const text = pattern.includes('/') ? path : (path.split('/').at(-1) ?? path)
  return run([...pattern.normalize('NFC').toLowerCase()], [...text.normalize('NFC').toLowerCase()])
}

export function matchesAny(patterns: readonly string[] | undefined, path: string): boolean {
  return patterns?.some((pattern) => matches(pattern, path)) ?? false
}

function run(pattern: readonly string[], text: readonly string[]): boolean {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p
      resume = t
      p += 1
    } else if (p < pattern.length && (pattern[p] === text[t] || (pattern[p] === '?' && text[t] !== '/'))) {
      p += 1
      t += 1
    } else if (star >= 0 && text[resume] !== '/') {
      resume += 1
      t = resume
      p = star + 1
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}
