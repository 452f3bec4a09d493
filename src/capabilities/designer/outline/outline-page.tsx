import type { JSX } from 'preact'
import { Button, LinkButton, Notice } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import { type Field, type Group, type OutlineData, optionalList, type Page } from './shape.ts'

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
  return (
    <CopyScreen copy={copy} name={name} tab="pages" title={messages.title} lead={messages.lead} screen={screen}>
      {!open && <Notice>{messages.closed}</Notice>}
      <form method="post" action={`${base}/pages`} class="flow">
        <Hidden screen={screen} seen={copy.version} />
        {optionalList(data.pages).map((page, p) => (
          <PagePart page={page} p={p} base={base} open={open} />
        ))}
      </form>
      {open && (
        <p>
          <a href={`${base}/add?what=page`}>{messages.addPage}</a>
        </p>
      )}
    </CopyScreen>
  )
}

function PagePart({ page, p, base, open }: { page: Page; p: number; base: string; open: boolean }): JSX.Element {
  const at = `pages.${p}`
  const title = page.title?.ja ?? page.id
  return (
    <section class="flow">
      <h2>{messages.page(p + 1, title)}</h2>
      {page.when !== undefined && <p class="hint">{messages.conditional}</p>}
      {open && <Acts at={at} name={title} base={base} />}
      {optionalList(page.groups).map((group, g) => (
        <GroupPart group={group} at={`${at}.groups.${g}`} base={base} open={open} />
      ))}
      {open && (
        <p>
          <a href={`${base}/add?what=group&at=${at}`}>
            {messages.addGroup}
            <span class="aloud">：{title}</span>
          </a>
        </p>
      )}
    </section>
  )
}

function GroupPart({ group, at, base, open }: { group: Group; at: string; base: string; open: boolean }): JSX.Element {
  const title = group.title?.ja ?? group.id
  return (
    <section class="flow">
      <h3>{title}</h3>
      {group.when !== undefined && <p class="hint">{messages.conditional}</p>}
      {group.use !== undefined && <p class="hint">{messages.sharedGroup(group.use)}</p>}
      {open && <Acts at={at} name={title} base={base} />}
      <ol>
        {optionalList(group.fields).map((field, f) => (
          <li>
            <strong>{field.label?.ja ?? field.id}</strong>　{typeName(field.type)}・{requiredWord(field)}
            {field.when !== undefined && `・${messages.conditional}`}
            {open && <Acts at={`${at}.fields.${f}`} name={field.label?.ja ?? field.id} base={base} />}
          </li>
        ))}
      </ol>
      {open && (
        <p>
          <a href={`${base}/add?what=field&at=${at}`}>
            {messages.addField}
            <span class="aloud">：{title}</span>
          </a>
        </p>
      )}
    </section>
  )
}

function Acts({ at, name, base }: { at: string; name: string; base: string }): JSX.Element {
  return (
    <div class="inline-form">
      <LinkButton href={`${base}/item?at=${at}`} label={messages.editOf(name)} kind="text" small />
      {(['up', 'down', 'remove'] as const).map((act) => (
        <Button label={messages[act]} kind="text" small name="do" value={`${act}:${at}`} about={`：${name}`} />
      ))}
    </div>
  )
}

function typeName(type: string): string {
  return Object.hasOwn(messages.types, type) ? (messages.types[type as keyof typeof messages.types][0] ?? type) : type
}

function requiredWord({ required }: Field): string {
  if (required === false) return messages.optional
  return typeof required === 'string' ? messages.sometimes : messages.required
}
