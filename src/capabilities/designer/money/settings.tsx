import type { Context, Hono } from 'hono'
import type { JSX } from 'preact'
import { Button, errorOf, Notice, Radios, TextArea, TextInput } from '../../../design/index.ts'
import { type PostedForm, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { outlineOf } from '../outline/shape.ts'
import { messages } from '../tables/messages.ja.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'

const words = messages.settings

interface SettingLike {
  readonly label?: string
  readonly type?: string
  readonly default?: unknown
  readonly openPoint?: string
}
type Settings = readonly (readonly [string, SettingLike])[]

/** Values that differ by city, as they are before the city dates its own. */
export function settingRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/settings', (c) => show(c, {}))
  app.post('/designer/copies/:copy/settings', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readSettings(form, settingsOf(copy))
    if (!reading.ok) return show(c, { form, problems: reading.problems })
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note: words.note })
    if (!outcome.ok) return show(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/settings?done=saved`)
  })

  async function show(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const unreadable = outlineOf(copy.source) === undefined ? { problem: common.problems.unreadable } : {}
    const screen = screenOf(c, { ...shown, ...unreadable }, common.copy.done)
    const settings = settingsOf(copy)
    return page(
      c,
      <SettingsPage screen={screen} copy={copy} name={copyName(copy)} settings={settings} />,
      statusOf(shown),
    )
  }
}

function settingsOf(copy: WorkingCopy): Settings {
  const { settings = {} } = (outlineOf(copy.source) ?? {}) as { settings?: Readonly<Record<string, SettingLike>> }
  return Object.entries(settings)
}

function SettingsPage({
  screen,
  copy,
  name,
  settings,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly settings: Settings
}): JSX.Element {
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={words.title} lead={words.lead} screen={screen}>
      {copy.state !== 'open' && <Notice>{outline.closed}</Notice>}
      <p>
        <a href="/catalogue/settings">{words.catalogue}</a>
      </p>
      {settings.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/settings`}>
          {settings.map(([id, setting]) => (
            <SettingInput screen={screen} id={id} setting={setting} />
          ))}
          {copy.state === 'open' && <Button label={words.submit} />}
        </CopyForm>
      )}
    </CopyScreen>
  )
}

function SettingInput({
  screen,
  id,
  setting,
}: {
  readonly screen: ScreenProps
  readonly id: string
  readonly setting: SettingLike
}): JSX.Element {
  const input = {
    id: `setting.${id}`,
    name: `setting.${id}`,
    label: words.value(setting.label ?? id),
    value: screen.typed(`setting.${id}`, shownDefault(setting)),
    ...(setting.openPoint === undefined ? {} : { hint: words.openPoint(setting.openPoint) }),
    ...errorOf(screen.problems, `setting.${id}`),
  }
  if (setting.type === 'boolean') {
    const options = [
      { value: 'yes', label: messages.yes },
      { value: 'no', label: messages.no },
    ]
    return <Radios {...input} options={options} inline />
  }
  if (setting.type === 'list') return <TextArea {...input} hint={words.listHint} rows={4} required={false} />
  return <TextInput {...input} required={false} {...(setting.type === 'number' ? { inputmode: 'numeric' } : {})} />
}

function shownDefault({ type, default: kept }: SettingLike): string {
  if (type === 'boolean') return kept === true ? 'yes' : 'no'
  return Array.isArray(kept) ? kept.join('\n') : String(kept ?? '')
}

type Reading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

function readSettings(form: PostedForm, settings: Settings): Reading {
  const problems: Record<string, string> = {}
  const edits: Edit[] = []
  for (const [id, setting] of settings) {
    const name = `setting.${id}`
    const sent = form.fields.get(name)?.[0]
    // Untouched, a value stays as it is written.
    if (sent === undefined || sent.replaceAll('\r\n', '\n').trim() === shownDefault(setting).trim()) continue
    const value = defaultOf(setting.type, sent.replaceAll('\r\n', '\n').trim())
    if (value === undefined) problems[name] = setting.type === 'number' ? words.problems.number : words.problems.text
    else edits.push({ do: 'set', path: ['settings', id, 'default'], value })
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, edits }
}

function defaultOf(type: string | undefined, typed: string): YamlValue | undefined {
  if (type === 'boolean') return typed === 'yes'
  if (type === 'number') {
    const number = typed.normalize('NFKC').replaceAll(',', '')
    return /^-?\d{1,12}$/.test(number) ? Number(number) : undefined
  }
  const lines = typed.split('\n').map((line) => line.trim())
  if (lines.some((line) => line.length > 200 || /\p{Cc}/u.test(line))) return undefined
  return type === 'list' ? lines.filter((line) => line !== '') : lines.length === 1 ? typed : undefined
}
