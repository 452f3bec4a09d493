import type { JSX } from 'preact'
import { Button, Checkboxes, errorOf, LinkButton, Notice, Radios, Table, TextInput } from '../../../design/index.ts'
import { namesOf } from '../computed/names.ts'
import type { WorkingCopy } from '../copy.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { conditionWords } from '../outline/condition-words.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { messages } from '../tables/messages.ja.ts'
import { CopyForm, CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { amountChoices, type FeeLike, type FeeLineLike, type FeesData } from './read-fees.ts'

const words = messages.fees

export interface Shown {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly data: FeesData
  readonly answers: readonly Answerable[]
}

/** The fee of a procedure: its lines in words, and how it is paid. */
export function FeesPage({
  screen,
  copy,
  name,
  data,
  answers,
  fixed,
}: Shown & {
  /** Ids of lines that a law has set. */
  readonly fixed: ReadonlySet<string>
}): JSX.Element {
  const base = `/designer/copies/${copy.id}/fees`
  const open = copy.state === 'open'
  const { fee } = data
  const lines = fee?.lines ?? []
  const acts = (line: FeeLineLike, n: number): JSX.Element | string => {
    if (!open) return ''
    if (fixed.has(line.id)) return messages.list.fixed
    const about = `：${line.label?.ja ?? line.id}`
    return (
      <>
        <a href={`${base}/${n}`}>
          {words.edit}
          <span class="aloud">{about}</span>
        </a>
        <Button label={words.remove} kind="text" small name="do" value={`remove:${n}`} about={about} />
      </>
    )
  }
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={words.title} lead={words.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      <p>
        <a href="/catalogue/fees">{words.catalogue}</a>
      </p>
      {lines.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <form method="post" action={base} class="flow">
          <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
          <Table
            caption={words.title}
            columns={(['label', 'amount', 'quantity', 'when', 'act'] as const).map((id) => ({
              id,
              label: id === 'act' ? words.change : words.columns[id],
              ...(id === 'label' ? { heading: true } : {}),
            }))}
            rows={lines.map((line, n) => ({
              label: line.label?.ja ?? line.id,
              amount: amountWords(line, data),
              quantity: quantityWords(line, answers),
              when:
                line.when === undefined
                  ? ''
                  : conditionWords(line.when, answers, namesOf(data, copy.shared), line.each),
              act: acts(line, n),
            }))}
          />
        </form>
      )}
      {open && (
        <p>
          <LinkButton href={`${base}/new`} label={words.add} kind="line" />
        </p>
      )}
      {open && fee !== undefined && (
        <CopyForm screen={screen} copy={copy} action={base}>
          <WholeInputs screen={screen} fee={fee} />
          <Button label={words.saveWhole} name="do" value="whole" />
        </CopyForm>
      )}
    </CopyScreen>
  )
}

function amountWords({ amount }: FeeLineLike, data: FeesData): string {
  const text = String(amount ?? '').trim()
  if (/^\d+$/.test(text)) return `${Number(text).toLocaleString('ja-JP')}円`
  return amountChoices(data).find(({ value }) => value === text)?.label ?? text
}

function quantityWords({ quantity }: FeeLineLike, answers: readonly Answerable[]): string {
  if (quantity === undefined) return words.once
  return answers.find(({ path }) => path === quantity)?.label ?? quantity
}

/** The rule that fees rest on, when and how they are paid. */
export function WholeInputs({
  screen,
  fee,
}: {
  readonly screen: ScreenProps
  readonly fee: FeeLike | undefined
}): JSX.Element {
  return (
    <>
      <TextInput
        id="article"
        name="article"
        label={words.article}
        value={screen.typed('article', fee?.article)}
        {...errorOf(screen.problems, 'article')}
      />
      <Radios
        id="payAt"
        name="payAt"
        label={words.payAt}
        options={Object.entries(words.payAts).map(([value, label]) => ({ value, label }))}
        value={screen.typed('payAt', fee?.payAt ?? 'before-delivery')}
        {...errorOf(screen.problems, 'payAt')}
      />
      <Checkboxes
        id="methods"
        name="methods"
        label={words.methods}
        options={Object.entries(words.methodNames).map(([value, label]) => ({ value, label }))}
        values={fee?.methods ?? ['cash']}
        {...errorOf(screen.problems, 'methods')}
      />
    </>
  )
}
