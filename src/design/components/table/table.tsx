import type { ComponentChildren, JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { ScrollRegion } from './scroll-region.tsx'

export interface Column {
  readonly id: string
  readonly label: Words
  /** Amounts and counts stand to the right. */
  readonly number?: boolean
  /** The cell names its row. */
  readonly heading?: boolean
}

export interface TableProps {
  /** What the table shows; read out, and seen when `showCaption`. */
  readonly caption: Words
  readonly showCaption?: boolean
  /** Many columns of sentences: each keeps a width that can be read, and the table scrolls. */
  readonly wide?: boolean
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly [column: string]: ComponentChildren }[]
}

/** A table for reading. A wide one scrolls inside its own region, which takes the focus. */
export function Table({ caption, showCaption, wide, columns, rows }: TableProps): JSX.Element {
  const locale = useLocale()
  return (
    <ScrollRegion label={plain(caption, locale)}>
      <table class={wide ? 'table table-wide' : 'table'}>
        <caption class={showCaption ? undefined : 'aloud'}>
          <Text words={caption} />
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.number ? 'number' : undefined}>
                <Text words={column.label} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) =>
                column.heading ? (
                  <th scope="row">{row[column.id]}</th>
                ) : (
                  <td class={column.number ? 'number' : undefined}>{row[column.id]}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
