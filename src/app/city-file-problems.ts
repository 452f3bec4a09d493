import type { z } from 'zod'

/** What a value should be, in words of a person who writes YAML. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text (in quotation marks when it looks like a number)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of entries',
  record: 'a group of entries',
}

/** The problem with one value, to follow its place in the file: `mayor is missing.` Given to Zod as its error map. */
export function cityFileFault(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code === 'invalid_type') return 'is missing.'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}.`
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty.' : `must be at least ${issue.minimum}.`
    case 'too_big':
      return `must be at most ${issue.maximum}.`
    case 'invalid_format':
      return issue.format === 'url'
        ? 'must be an address: https://host'
        : `does not have the right form (${issue.pattern ?? issue.format}).`
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}.`
    case 'unrecognized_keys':
      return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which nothing reads.`
    default:
      return 'can not be used as it is.'
  }
}

/** Where in the file: `origins.portal`, `approvalMatters[2].from`. */
export function placeInFile(path: readonly PropertyKey[]): string {
  const place = path
    .map((step) => (typeof step === 'number' ? `[${step + 1}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
  return place === '' ? 'the file' : place
}
