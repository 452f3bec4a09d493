/** A value as it is written into a definition: plain data, no anchors, `undefined` members left out. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined }

/** A line of the house is not longer; what is, goes over several. */
const longestLine = 150

/** Japanese and Latin words without any sign that YAML reads. */
const plainText =
  /^[\p{L}\p{N}（「『【〔・〜…][\p{L}\p{N}\p{M}\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF65 ._/()+%〜・…ー-]*$/u
/** Words that YAML 1.2 and its older relatives take for something else than text. */
const otherThanText = /^(?:true|false|null|yes|no|on|off|y|n|[-+.\d][-+.\deExXoO_:]*|0[xo].*|\.inf|\.nan)$/i

/** A scalar as it may stand anywhere: plain where that is safe, else in double quotes. */
export function renderScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value)
  const safe = plainText.test(value) && !otherThanText.test(value) && !value.endsWith(' ') && !/\d{4}-\d{2}/.test(value)
  return safe ? value : JSON.stringify(value)
}

/** A value on one line: `{ ja: …, en: … }`, `[a, b]`. */
export function renderFlow(value: YamlValue): string {
  if (isList(value)) return `[${value.map(renderFlow).join(', ')}]`
  if (isRecord(value)) {
    const members = membersOf(value).map(([key, member]) => `${key}: ${renderFlow(member)}`)
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
  }
  return renderScalar(value)
}

/**
 * A value after `key:`, with what parts it from the colon: on the same line when it is short and flat, else as lines
 * that are indented by `indent` spaces.
 */
export function renderAfterKey(value: YamlValue, indent: number, used: number): string {
  const flow = renderFlow(value)
  if (!isDeep(value) && used + flow.length <= longestLine) return ` ${flow}`
  if (isList(value) && value.length > 0) return `\n${value.map((item) => renderItem(item, indent)).join('\n')}`
  if (isRecord(value)) return `\n${renderMembers(value, indent)}`
  return ` ${flow}`
}

/** One item of a list with its dash, without the line's end. */
export function renderItem(item: YamlValue, indent: number): string {
  const pad = ' '.repeat(indent)
  const flow = renderFlow(item)
  if (!isRecord(item) || (!isDeep(item) && indent + flow.length <= longestLine)) return `${pad}- ${flow}`
  return `${pad}- ${renderMembers(item, indent + 2).slice(indent + 2)}`
}

function renderMembers(value: { readonly [key: string]: YamlValue | undefined }, indent: number): string {
  return membersOf(value)
    .map(([key, member]) => {
      const head = `${' '.repeat(indent)}${key}:`
      return head + renderAfterKey(member, indent + 2, head.length)
    })
    .join('\n')
}

/** Holds lists of records, or records of records: those are read better over several lines. */
function isDeep(value: YamlValue): boolean {
  if (isList(value)) return value.some((item) => isRecord(item) || isList(item))
  if (!isRecord(value)) return false
  return membersOf(value).some(([, member]) => isList(member) && member.some((item) => isRecord(item)))
}

function membersOf(value: {
  readonly [key: string]: YamlValue | undefined
}): readonly (readonly [string, YamlValue])[] {
  return Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const]))
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}

function isRecord(value: YamlValue): value is { readonly [key: string]: YamlValue | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
