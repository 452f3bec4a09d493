import { stringify } from 'yaml'

/** What a person confirmed on the screen. */
export interface Confirmed {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly procedure: string
  readonly filer: string
  readonly encoding: 'utf-8' | 'shift_jis'
  /** Heading, and what it is for: `number`, `arrivedAt`, a place, or empty. */
  readonly columns: readonly { readonly heading: string; readonly use: string }[]
}

/** The manifest of what was confirmed, as the text that is kept. */
export function manifestText({ id, name, from, procedure, filer, encoding, columns }: Confirmed): string {
  const headingOf = (use: string): string => columns.find((each) => each.use === use)?.heading ?? ''
  const fields = columns
    .filter(({ use }) => use.includes('.'))
    .map(({ heading, use }) => ({ to: use, column: heading }))
  const manifest = {
    schema: 1,
    id,
    version: 1,
    from,
    name,
    source: id,
    channel: 'partner-csv',
    container: { kind: 'csv', encoding: encoding === 'utf-8' ? 'detect' : encoding },
    number: { column: headingOf('number') },
    arrivedAt: { column: headingOf('arrivedAt') },
    procedures: [{ procedure, filer, match: 'none', fields }],
  }
  return stringify(manifest, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
}
