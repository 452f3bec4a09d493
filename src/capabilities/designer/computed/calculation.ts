/** What a number or a day is taken from: a name of the definition (`request.count`, `values.x`), or a number that was typed. */
export type Operand = string

/** A computed value as it is picked. What is written otherwise in a definition stays as it is written. */
export type Calculation =
  /** Added and taken away, in order; the first is added. */
  | { readonly kind: 'terms'; readonly terms: readonly { readonly sign: '+' | '-'; readonly of: Operand }[] }
  /** Multiplied, and divided by a whole number (100 for percent); what is left over falls away. */
  | { readonly kind: 'product'; readonly factors: readonly Operand[]; readonly by?: string }
  /** The sum of one field over a repeated group (`children.age`), or of a value that is computed for each (`values.x`). */
  | { readonly kind: 'total'; readonly of: string }
  /** How many items a repeated group has: all, or those with this answer in a field. */
  | { readonly kind: 'count'; readonly group: string; readonly field?: string; readonly choice?: string }
  | { readonly kind: 'days'; readonly from: Operand; readonly to: Operand; readonly both: boolean }
  | { readonly kind: 'age'; readonly birth: Operand; readonly on: Operand }
  /** A day some time after another one. */
  | { readonly kind: 'later'; readonly day: Operand; readonly count: string; readonly unit: LaterUnit }
  /** One of two, by a condition. */
  | { readonly kind: 'split'; readonly when: string; readonly yes: Operand; readonly no: Operand }
  | { readonly kind: 'holds'; readonly is: string }

export type LaterUnit = 'addDays' | 'addMonths' | 'deadlineDays' | 'deadlineMonths' | 'addOpenDays'
export const laterUnits: readonly LaterUnit[] = [
  'addDays',
  'addMonths',
  'deadlineDays',
  'deadlineMonths',
  'addOpenDays',
]

/** The expression. */
export function calculationText(wanted: Calculation): string {
  switch (wanted.kind) {
    case 'terms':
      return wanted.terms.map(({ sign, of }, n) => (n === 0 ? of : ` ${sign} ${of}`)).join('')
    case 'product':
      return `${wanted.factors.join(' * ')}${wanted.by === undefined ? '' : ` / ${wanted.by}`}`
    case 'total': {
      const [group = '', field = ''] = wanted.of.split('.')
      return group === 'values' ? `sum(${wanted.of})` : `sum(${group}.map(i, i.${field}))`
    }
    case 'count': {
      const { group, field, choice } = wanted
      return field === undefined ? `size(${group})` : `size(${group}.filter(i, i.${field} == ${choice}))`
    }
    case 'days':
      return `daysBetween(${wanted.from}, ${wanted.to})${wanted.both ? ' + 1' : ''}`
    case 'age':
      return `ageOn(${wanted.birth}, ${wanted.on})`
    case 'later':
      return `${wanted.unit}(${wanted.day}, ${wanted.count})`
    case 'split':
      return `${wanted.when} ? ${wanted.yes} : ${wanted.no}`
    case 'holds':
      return wanted.is
  }
}

const name = String.raw`[a-z]\w*\.[a-z]\w*`
const operand = String.raw`(?:${name}|\d{1,12})`
const whole = (source: string): RegExp => new RegExp(`^${source}$`)
const shapes = {
  terms: whole(`${operand}(?: [+-] ${operand})*`),
  product: whole(String.raw`(${operand}(?: \* ${operand})+)(?: / (\d{1,12}))?`),
  quotient: whole(String.raw`(${operand}) / (\d{1,12})`),
  total: whole(String.raw`sum\((?:(values\.\w+)|([a-z]\w*)\.map\(i, i\.(\w+)\))\)`),
  count: whole(String.raw`size\(([a-z]\w*)(?:\.filter\(i, i\.(\w+) == ('[\w.-]+'|true|false)\))?\)`),
  days: whole(String.raw`daysBetween\((${name}), (${name})\)( \+ 1)?`),
  age: whole(String.raw`ageOn\((${name}), (${name})\)`),
  later: whole(String.raw`(${laterUnits.join('|')})\((${name}), (-?\d{1,4})\)`),
  split: whole(String.raw`(.+) \? (${operand}) : (${operand})`),
}

/** Reads back what `calculationText` writes; undefined for an expression that says more. Conditions are read by whoever knows the answers. */
export function readCalculation(source: string, type: string | undefined): Calculation | undefined {
  const text = source.trim()
  if (type === 'boolean') return { kind: 'holds', is: text }
  const read =
    readNumbers(text) ??
    readDays(text) ??
    match(shapes.split, text, ([when = '', yes = '', no = '']) => ({ kind: 'split', when, yes, no }))
  return read !== undefined && calculationText(read) === text ? read : undefined
}

function readNumbers(text: string): Calculation | undefined {
  if (shapes.terms.test(text)) {
    const [first = '', ...rest] = text.split(' ')
    const further = rest.flatMap((each, n) =>
      each === '+' || each === '-' ? [{ sign: each as '+' | '-', of: rest[n + 1] ?? '' }] : [],
    )
    return { kind: 'terms', terms: [{ sign: '+', of: first }, ...further] }
  }
  return (
    match(shapes.product, text, ([factors = '', by]) => ({
      kind: 'product',
      factors: factors.split(' * '),
      ...(by === undefined ? {} : { by }),
    })) ??
    match(shapes.quotient, text, ([factor = '', by = '']) => ({ kind: 'product', factors: [factor], by })) ??
    match(shapes.total, text, ([value, group, field]) => ({ kind: 'total', of: value ?? `${group}.${field}` })) ??
    match(shapes.count, text, ([group = '', field, choice]) => ({
      kind: 'count',
      group,
      ...(field === undefined || choice === undefined ? {} : { field, choice }),
    }))
  )
}

function readDays(text: string): Calculation | undefined {
  return (
    match(shapes.days, text, ([from = '', to = '', both]) => ({ kind: 'days', from, to, both: both !== undefined })) ??
    match(shapes.age, text, ([birth = '', on = '']) => ({ kind: 'age', birth, on })) ??
    match(shapes.later, text, ([unit = '', day = '', count = '']) => ({
      kind: 'later',
      unit: unit as LaterUnit,
      day,
      count,
    }))
  )
}

function match(
  shape: RegExp,
  text: string,
  read: (parts: readonly (string | undefined)[]) => Calculation,
): Calculation | undefined {
  const found = shape.exec(text)
  return found === null ? undefined : read(found.slice(1))
}
