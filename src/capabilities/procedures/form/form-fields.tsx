import { h, type JSX } from 'preact'
import { type AttachedFile, RepeatedGroup, Text, useLocale, type Words } from '../../../design/index.ts'
import type { Locale, LocalText } from '../../../platform/i18n/local-text.ts'
import type { PageOnRoute, PlacedField, Problem } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import type { Group } from '../language/definition.ts'
import type { ControlProps, LookedUp } from './control-props.ts'
import { fieldHtml, frameTemplate } from './remembered-parts.tsx'
import { answerAt, shownValue } from './shown-value.ts'
import { escapeHtml, fillRaw, mark } from './template.ts'

export interface FormFieldsProps {
  readonly page: PageOnRoute
  readonly answers: Answers
  /** Text as it was typed where it could not be read, by input name. */
  readonly typed?: Readonly<Record<string, string>>
  readonly problems?: readonly Problem[]
  /** Where a value came from when the person did not type it, by path. */
  readonly sources?: Readonly<Record<string, Words>>
  readonly files?: Readonly<Record<string, readonly AttachedFile[]>>
  readonly lookups?: Readonly<Record<string, LookedUp>>
  readonly map?: NonNullable<ControlProps['map']>
  /** Full register entries may be chosen for the waiting list. */
  readonly waitingList?: boolean
  /** Only these fields, for a correction; items are neither added nor removed then. */
  readonly only?: ReadonlySet<string>
  /** Paths that are asked on another page: left out here. A repeated group with such a path gets and loses no item here. */
  readonly elsewhere?: ReadonlySet<string>
  /** 個人番号 may be asked here (setting `sealed`). */
  readonly numberAsked?: boolean
}

/**
 * The questions of one page. No script is needed: adding and removing items and look-ups are buttons of the form
 * (`do=…`), and a question that depends on an answer of the same page appears after「保存して次へ」.
 * The markup comes from remembered parts (`remembered-parts.tsx`); a request fills in values.
 */
export function FormFields(props: FormFieldsProps): JSX.Element {
  const locale = useLocale()
  const html = props.page.page.groups.map((group) => groupHtml(group, props, locale)).join('')
  return h('div', { class: 'form-fields', dangerouslySetInnerHTML: { __html: html } })
}

function groupHtml(group: Group, props: FormFieldsProps, locale: Locale): string {
  const placed = props.page.fields.filter(
    (field) =>
      field.group.id === group.id &&
      (props.only === undefined || props.only.has(field.path)) &&
      !props.elsewhere?.has(field.path),
  )
  const someElsewhere = props.page.fields.some(
    (field) => field.group.id === group.id && props.elsewhere?.has(field.path),
  )
  if (someElsewhere && placed.length === 0) return ''
  if (group.repeat) return itemsHtml(group, placed, props, locale, props.only === undefined && !someElsewhere)
  if (placed.length === 0) return ''
  const several = props.page.page.groups.length > 1
  const heading = frameTemplate(group, String(several), locale, () => <GroupHeading group={group} several={several} />)
  const fields = placed.map((field) => fieldHtml(controlProps(field, props), locale)).join('')
  return `<section class="form-group">${fillRaw(heading, () => '')}${askedHtml(group.id, placed)}${fields}</section>`
}

function itemsHtml(
  group: Group,
  placed: readonly PlacedField[],
  props: FormFieldsProps,
  locale: Locale,
  changeable: boolean,
): string {
  const given = props.answers[group.id]
  const count = Array.isArray(given) ? given.length : 0
  const frame = frameTemplate(group, `${count} ${changeable}`, locale, () => (
    <RepeatedGroup
      name={group.id}
      title={group.title}
      {...(group.hint === undefined ? {} : { hint: group.hint })}
      item={group.repeat?.item ?? group.title}
      items={Array.from({ length: count }, (_, i) => mark(String(i)))}
      min={changeable ? (group.repeat?.min ?? 0) : count}
      {...(changeable && group.repeat && count < group.repeat.max ? { add: group.repeat.add } : {})}
    />
  ))
  const items = fillRaw(frame, (index) =>
    placed
      .filter(({ item }) => item === Number(index))
      .map((field) => fieldHtml(controlProps(field, props), locale))
      .join(''),
  )
  return `<input type="hidden" name="${group.id}.count" value="${count}">${askedHtml(group.id, placed)}${items}`
}

/** Which questions this page showed: one that appears later was never left out by the person. */
function askedHtml(group: string, fields: readonly PlacedField[]): string {
  const shown = fields.map(({ path }) => path.slice(group.length + 1)).join(' ')
  return `<input type="hidden" name="${group}.asked" value="${escapeHtml(shown)}">`
}

/** A page of one group has its title already. */
function GroupHeading({ group, several }: { group: Group; several: boolean }): JSX.Element {
  return (
    <>
      {several && (
        <h2 id={`${group.id}-title`}>
          <Text words={group.title} />
        </h2>
      )}
      {group.hint !== undefined && (
        <p class="hint">
          <Text words={group.hint} />
        </p>
      )}
    </>
  )
}

function controlProps(placed: PlacedField, props: FormFieldsProps): ControlProps {
  const { field, path } = placed
  const own = (props.problems ?? []).filter(
    (problem) => problem.severity !== 'warn' && (problem.path === path || problem.path.startsWith(`${path}.`)),
  )
  const answer = answerAt(props.answers, placed)
  const source = props.sources?.[path]
  const base = {
    id: path,
    name: path,
    label: field.label,
    required: placed.required,
    ...(field.hint === undefined ? {} : { hint: field.hint }),
    ...(own.length === 0 ? {} : { error: together(own.map(({ message }) => message)) }),
    ...(source === undefined ? {} : { source }),
  }
  const lookup = props.lookups?.[path]
  return {
    placed,
    field,
    base,
    value: shownValue(path, placed, props),
    wrong: own.flatMap((problem) => (problem.path === path ? [] : [problem.path.slice(path.length + 1)])),
    files: props.files?.[path] ?? [],
    ...(lookup ? { lookup } : {}),
    ...(props.map ? { map: props.map } : {}),
    waitingList: props.waitingList ?? false,
    asked: props.numberAsked ?? false,
    answered: answer !== undefined,
  }
}

/** Several sentences of one field stand in one error, in every language. */
function together(messages: readonly LocalText[]): LocalText {
  const [first] = messages
  if (first && messages.length === 1) return first
  const join = (locale: 'ja' | 'easy' | 'en'): string =>
    messages.map((message) => message[locale] ?? message.ja).join(locale === 'en' ? '. ' : '。')
  return { ja: join('ja'), easy: join('easy'), en: join('en') }
}
