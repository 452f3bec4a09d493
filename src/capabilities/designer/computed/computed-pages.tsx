import type { JSX } from 'preact'
import { Button, LinkButton, Notice, Select, Table } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { Pick } from './picks.ts'
import type { ComputedKind } from './read-computed.ts'

const words = messages

/** A line of the list: what it is called, and what it says. */
export interface ComputedRow {
  /** `values.x` or `conditions.x`. */
  readonly place: string
  readonly label: string
  readonly says: string
  /** The article of the law that has set it, or a word for that; undefined: it may be changed. */
  readonly fixed: string | undefined
}

/** Computed values and conditions with a name, each in a sentence. */
export function ComputedPage({
  screen,
  copy,
  name,
  values,
  conditions,
  groups,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly values: readonly ComputedRow[]
  readonly conditions: readonly ComputedRow[]
  /** Repeated groups: a value may be computed for each of their items. */
  readonly groups: readonly Pick[]
}): JSX.Element {
  const open = copy.state === 'open'
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={words.title} lead={words.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      {open && <Begin action={`/designer/copies/${copy.id}/values/new`} groups={groups} />}
      <h2>{words.values}</h2>
      <Rows screen={screen} copy={copy} caption={words.values} none={words.none} rows={values} />
      <h2>{words.conditions}</h2>
      <Rows screen={screen} copy={copy} caption={words.conditions} none={words.noConditions} rows={conditions} />
    </CopyScreen>
  )
}

/** What to make, and where: the form asks for nothing else then. */
function Begin({ action, groups }: { readonly action: string; readonly groups: readonly Pick[] }): JSX.Element {
  const kinds = (Object.keys(words.kinds) as ComputedKind[]).filter((kind) => kind !== 'own')
  return (
    <section class="flow" aria-labelledby="begin-title">
      <h2 id="begin-title">{words.begin.title}</h2>
      <form method="get" action={action} class="flow">
        <Select
          id="kind"
          name="kind"
          label={words.begin.kind}
          options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          value="terms"
        />
        {groups.length > 0 && (
          <Select
            id="each"
            name="each"
            label={words.begin.each}
            blank={words.begin.once}
            required={false}
            mark={false}
            options={groups.map(({ value, label }) => ({ value, label: words.begin.forEach(label) }))}
            value=""
          />
        )}
        <Button label={words.begin.submit} kind="line" />
      </form>
    </section>
  )
}

function Rows({
  screen,
  copy,
  caption,
  none,
  rows,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly caption: string
  readonly none: string
  readonly rows: readonly ComputedRow[]
}): JSX.Element {
  const base = `/designer/copies/${copy.id}/values`
  if (rows.length === 0) return <p>{none}</p>
  const act = ({ place, label, fixed }: ComputedRow): JSX.Element | string => {
    if (copy.state !== 'open') return ''
    if (fixed !== undefined) return fixed
    return (
      <>
        <a href={`${base}/${place}`}>
          {words.edit}
          <span class="aloud">：{label}</span>
        </a>
        <Button label={words.remove} kind="text" small name="do" value={`remove:${place}`} about={`：${label}`} />
      </>
    )
  }
  return (
    <form method="post" action={base}>
      <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
      <Table
        caption={caption}
        columns={(['label', 'says', 'act'] as const).map((id) => ({
          id,
          label: id === 'act' ? words.change : words.columns[id],
          ...(id === 'label' ? { heading: true } : {}),
        }))}
        rows={rows.map((row) => ({ label: row.label, says: row.says, act: act(row) }))}
      />
    </form>
  )
}

/** Ways to make the same thing otherwise: each is the form of its kind. */
export function OtherKinds({ href }: { readonly href: (kind: ComputedKind) => string }): JSX.Element {
  const kinds = (Object.keys(words.kinds) as ComputedKind[]).filter((kind) => kind !== 'own' && kind !== 'condition')
  return (
    <details>
      <summary>{words.form.again}</summary>
      <ul class="plain">
        {kinds.map((kind) => (
          <li>
            <LinkButton href={href(kind)} label={words.kinds[kind]} kind="line" small />
          </li>
        ))}
      </ul>
    </details>
  )
}
