import type { JSX } from 'preact'
import { Button, Table } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { dayWords } from '../tables/cell-words.ts'
import { Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { OtherProcedure, SharedTableHere } from './shared-tables.ts'

const words = messages.shared

/** Numbers in tables that several procedures share: a new edition here, and the same edition for all the others. */
export function SharedTablesPart({
  screen,
  copy,
  tables,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly tables: readonly SharedTableHere[]
}): JSX.Element {
  const base = `/designer/copies/${copy.id}`
  const open = copy.state === 'open'
  return (
    <section class="flow" aria-labelledby="shared-title">
      <h2 id="shared-title">{words.title}</h2>
      <p>{words.lead}</p>
      {tables.map(({ id, table, newest, own, others }) => {
        const label = table.label ?? id
        const missing = others.filter(({ state }) => state === 'missing').length
        const at = (table.versions ?? []).indexOf(newest ?? {})
        return (
          <section class="flow">
            <h3>{label}</h3>
            <p>{words.newest(dayWords(newest?.from), newest?.source ?? '')}</p>
            <p>
              <a href={`${base}/tables/${id}/${at}`}>
                {own === undefined || !open ? words.see : words.change}
                <span class="aloud">：{label}</span>
              </a>
              {open && own === undefined && (
                <>
                  {'　'}
                  <a href={`${base}/tables/${id}/new`}>
                    {words.add}
                    <span class="aloud">：{label}</span>
                  </a>
                </>
              )}
            </p>
            {others.length > 0 && (
              <Table
                caption={words.others(label)}
                columns={[
                  { id: 'name', label: words.columns.name, heading: true },
                  { id: 'state', label: words.columns.state },
                ]}
                rows={others.map((other) => ({ name: other.name, state: stateOf(other, own !== undefined) }))}
              />
            )}
            {open && missing > 0 && (
              <form method="post" action={`${base}/law/tables`} class="flow">
                <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
                <input type="hidden" name="table" value={id} />
                <p class="hint">{words.spreadHint}</p>
                <Button label={words.spread(missing)} kind="line" about={`：${label}`} />
              </form>
            )}
          </section>
        )
      })}
    </section>
  )
}

function stateOf({ state, copyId }: OtherProcedure, added: boolean): JSX.Element | string {
  if (!added) return words.states.waits
  if (state !== 'copy') return words.states[state]
  return <a href={`/designer/copies/${copyId}`}>{words.states.copy}</a>
}
