import type { JSX } from 'preact'
import { Button, LinkButton, Notice } from '../../../design/index.ts'
import { isSharedTable } from '../../procedures/index.ts'
import { namesOf } from '../computed/names.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { answersBefore } from './answers-before.ts'
import { conditionWords } from './condition-words.ts'
import { messages } from './messages.ja.ts'
import { type Field, type Group, type ItemKind, type OutlineData, optionalList, type Page, typeName } from './shape.ts'

/** What the parts of the screen share. */
interface Shown {
  readonly base: string
  readonly open: boolean
  readonly shared: WorkingCopy['shared']
  /** A condition in words. */
  readonly said: (when: string, each: string | undefined) => string
}

/** Pages, groups and fields in their order, with what can be done to each. */
export function OutlinePage({
  screen,
  copy,
  name,
  data,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly data: OutlineData
}): JSX.Element {
  const open = copy.state === 'open'
  const base = `/designer/copies/${copy.id}`
  const answers = answersBefore(data, copy.shared)
  const names = namesOf(data, copy.shared)
  const shown: Shown = {
    base,
    open,
    shared: copy.shared,
    said: (when, each) => conditionWords(when, answers, names, each),
  }
  return (
    <CopyScreen copy={copy} name={name} tab="pages" title={messages.title} lead={messages.lead} screen={screen}>
      {!open && <Notice>{messages.closed}</Notice>}
      {open && <Ways base={base} copy={copy} screen={screen} />}
      <CopyForm screen={screen} copy={copy} action={`${base}/pages`}>
        {optionalList(data.pages).map((page, p) => (
          <PagePart page={page} p={p} shown={shown} />
        ))}
      </CopyForm>
      {open && (
        <p>
          <a href={`${base}/add?what=page`}>{messages.addPage}</a>　<a href={`${base}/many`}>{messages.addMany}</a>
          {'　'}
          <a href={`${base}/trial`}>{messages.seeTrial}</a>
        </p>
      )}
    </CopyScreen>
  )
}

/** The ways to the whole: the list to paste, and the way back from a slip. */
function Ways({ base, copy, screen }: { base: string; copy: WorkingCopy; screen: ScreenProps }): JSX.Element {
  return (
    <div class="inline-form">
      <LinkButton href={`${base}/many`} label={messages.addMany} kind="line" small />
      {copy.version > 1 && (
        <form method="post" action={`${base}/undo`} class="inline-form">
          <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
          <Button label={messages.undo.label} kind="text" small />
        </form>
      )}
    </div>
  )
}

function PagePart({ page, p, shown }: { page: Page; p: number; shown: Shown }): JSX.Element {
  const at = `pages.${p}`
  const title = page.title?.ja ?? page.id
  const groups = optionalList(page.groups)
  return (
    <section class="outline-page" id={at}>
      <div class="outline-line">
        <h2>{messages.page(p + 1, title)}</h2>
        {shown.open && <Acts at={at} name={title} base={shown.base} kind="page" />}
      </div>
      <When when={page.when} shown={shown} />
      {groups.map((group, g) => (
        <GroupPart
          group={group}
          at={`${at}.groups.${g}`}
          shown={shown}
          alone={groups.length === 1 && group.title?.ja === page.title?.ja}
        />
      ))}
      {shown.open && (
        <p>
          <a href={`${shown.base}/add?what=group&at=${at}`}>
            {messages.addGroup}
            <span class="aloud">：{title}</span>
          </a>
        </p>
      )}
    </section>
  )
}

/** `alone`: the only group of a page, under the same title; it is not headed and moved a second time. */
function GroupPart({
  group,
  at,
  shown,
  alone,
}: {
  readonly group: Group
  readonly at: string
  readonly shown: Shown
  readonly alone: boolean
}): JSX.Element {
  const title = group.title?.ja ?? group.id
  const { repeat } = group
  return (
    <section id={at}>
      {!alone && (
        <div class="outline-line">
          <h3>{title}</h3>
          {shown.open && <Acts at={at} name={title} base={shown.base} kind="group" />}
        </div>
      )}
      <When when={group.when} shown={shown} />
      {repeat !== undefined && <p class="hint">{messages.repeated(repeat.min ?? 0, repeat.max ?? 0)}</p>}
      <SharedPart group={group} at={at} shown={shown} />
      <ol class="outline-fields">
        {optionalList(group.fields).map((field, f) => (
          <li id={`${at}.fields.${f}`} class="outline-line">
            <div>
              <strong>{field.label?.ja ?? field.id}</strong>　{typeName(field.type)}・{requiredWord(field)}
              <When when={field.when} shown={shown} each={group.repeat === undefined ? undefined : group.id} />
            </div>
            {shown.open && (
              <Acts at={`${at}.fields.${f}`} name={field.label?.ja ?? field.id} base={shown.base} kind="field" />
            )}
          </li>
        ))}
      </ol>
      {shown.open && (
        <p>
          <a href={`${shown.base}/add?what=field&at=${at}`}>
            {messages.addField}
            <span class="aloud">：{title}</span>
          </a>
          {alone && '　'}
          {alone && (
            <a href={`${shown.base}/item?at=${at}`}>
              {messages.edits.group}
              <span class="aloud">：{title}</span>
            </a>
          )}
        </p>
      )}
    </section>
  )
}

/** Questions that come from a shared group: what they are, and where that is decided. */
function SharedPart({ group, at, shown }: { group: Group; at: string; shown: Shown }): JSX.Element | null {
  const { use } = group
  if (use === undefined) return null
  const part = Object.hasOwn(shown.shared, use) ? shown.shared[use] : undefined
  const source = part === undefined || isSharedTable(part) ? undefined : part
  return (
    <>
      <p class="hint">{messages.sharedGroup(source?.title.ja ?? use)}</p>
      <ul>
        {(source?.fields ?? []).map((field) => {
          const change = group.with?.[field.id]
          const own = typeof change === 'object' && change !== null ? (change as Partial<Field>) : {}
          return (
            <li>
              {own.label?.ja ?? field.label.ja}　{typeName(field.type)}・
              {change === false ? messages.shared.out : requiredWord({ ...field, ...own })}
            </li>
          )
        })}
      </ul>
      {shown.open && (
        <p>
          <a href={`${shown.base}/item?at=${at}`}>{messages.shared.edit}</a>
        </p>
      )}
    </>
  )
}

function When({
  when,
  shown,
  each,
}: {
  when: string | undefined
  shown: Shown
  /** The repeated group that it stands in. */
  each?: string | undefined
}): JSX.Element | null {
  return when === undefined ? null : <p class="hint">{messages.when.asked(shown.said(when, each))}</p>
}

function Acts({
  at,
  name,
  base,
  kind,
}: {
  readonly at: string
  readonly name: string
  readonly base: string
  readonly kind: ItemKind
}): JSX.Element {
  const acts = [
    ['up', messages.up],
    ['down', messages.down],
    ...(kind === 'page' ? [] : [['copy', messages.copyItem] as const]),
    ['remove', messages.remove],
  ] as const
  return (
    <div class="acts">
      <LinkButton href={`${base}/item?at=${at}`} label={messages.edits[kind]} kind="text" small about={`：${name}`} />
      {acts.map(([act, label]) => (
        <Button label={label} kind="text" small name="do" value={`${act}:${at}`} about={`：${name}`} />
      ))}
    </div>
  )
}

function requiredWord({ required }: { readonly required?: boolean | string }): string {
  if (required === false) return messages.optional
  return typeof required === 'string' ? messages.sometimes : messages.required
}
