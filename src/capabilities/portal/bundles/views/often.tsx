import type { JSX } from 'preact'
import { Button, Checkboxes, Text, type Words } from '../../../../design/index.ts'
import type { BundlesMessages } from '../messages.ts'

export interface OftenProps {
  readonly m: BundlesMessages
  readonly csrf: string
  /** The procedure of the page: it goes with whatever is ticked. */
  readonly id: string
  readonly others: readonly { readonly id: string; readonly name: Words; readonly note?: Words }[]
}

/** Procedures that often go together with this one: ticked, they are gathered to be filed with it. */
export function Often({ m, csrf, id, others }: OftenProps): JSX.Element {
  return (
    <section class="flow" id="together">
      <h2>
        <Text words={m.oftenTitle} />
      </h2>
      <form class="stack" method="post" action="/basket">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="procedure" value={id} />
        <Checkboxes
          id="often"
          name="procedure"
          label={m.oftenLead}
          options={others.map(({ id: value, name, note }) => ({
            value,
            label: name,
            ...(note === undefined ? {} : { hint: note }),
          }))}
        />
        <Button label={m.oftenAdd} kind="line" />
      </form>
    </section>
  )
}
