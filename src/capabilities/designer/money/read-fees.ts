import type { PostedForm } from '../../../platform/http/index.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { proposedId } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import { readWhen } from '../outline/read-when.ts'
import type { LocalTextLike } from '../outline/shape.ts'
import { messages } from '../tables/messages.ja.ts'
import { wrapped } from '../tables/read-new-table.ts'
import type { TablesData } from '../tables/table-shape.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'

const words = messages.fees

export interface FeeLineLike {
  readonly id: string
  readonly label?: LocalTextLike
  readonly when?: string
  readonly each?: string
  readonly amount?: string | number
  readonly quantity?: string
}
export interface FeeLike {
  readonly article?: string
  readonly lines?: readonly FeeLineLike[]
  readonly payAt?: string
  readonly methods?: readonly string[]
}
export type FeesData = TablesData & { readonly fee?: FeeLike }

export type FeeReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly label: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The rule that fees rest on, when and how they are paid. */
export function readFeeWhole(form: PostedForm): FeeReading {
  const problems: Record<string, string> = {}
  const whole = readWhole(form, problems)
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  return {
    ok: true,
    label: '',
    edits: Object.entries(whole).map(([key, value]) => ({ do: 'set', path: ['fee', key], value })),
  }
}

function readWhole(form: PostedForm, problems: Record<string, string>) {
  const article = form.text('article').trim()
  if (article === '' || article.length > 200) problems.article = words.problems.article
  const payAt = form.text('payAt')
  if (!Object.hasOwn(words.payAts, payAt)) problems.payAt = words.problems.payAt
  const methods = (form.fields.get('methods') ?? []).filter((each) => Object.hasOwn(words.methodNames, each))
  if (methods.length === 0) problems.methods = words.problems.methods
  return { article, payAt, methods }
}

/** What a line costs, as it is picked: `typed`, `new-setting`, `settings.x`, `values.x`, or `own` for what a person wrote. */
export function amountChoices({
  settings,
  values,
}: FeesData): readonly { readonly value: string; readonly label: string }[] {
  return [
    ...Object.entries(settings ?? {}).flatMap(([id, setting]) =>
      setting?.type === 'number' ? [{ value: `settings.${id}`, label: setting.label ?? id }] : [],
    ),
    ...Object.entries(values ?? {}).flatMap(([id, value]) =>
      value?.type === 'money' ? [{ value: `values.${id}`, label: value.label?.ja ?? id }] : [],
    ),
  ]
}

export function amountPick(line: FeeLineLike | undefined, data: FeesData): string {
  const amount = String(line?.amount ?? '').trim()
  if (line === undefined || amount === '') return ''
  if (/^\d+$/.test(amount)) return 'typed'
  return amountChoices(data).some(({ value }) => value === amount) ? amount : 'own'
}

/** A line from its form: a new one, or the changes of the one at `index`. With the first line the fee itself comes. */
export function readFeeLine(
  form: PostedForm,
  data: FeesData,
  index: number | undefined,
  answers: readonly Answerable[],
): FeeReading {
  const lines = data.fee?.lines ?? []
  const before = index === undefined ? undefined : lines[index]
  const problems: Record<string, string> = {}
  const label = readLocalText(form, 'label', problems, true)
  const { amount, setting } = readAmount(form, data, before, problems)
  const quantity = form.text('quantity')
  const counted = answers.some(({ path, field }) => path === quantity && field.type === 'number')
  const when = readWhen(form, 'when', answers, before?.when)
  if (when.kind === 'wrong') Object.assign(problems, when.problems)
  const whole = data.fee === undefined ? readWhole(form, problems) : undefined
  if (Object.keys(problems).length > 0 || !label) return { ok: false, problems }
  const name = String(label.ja)
  const settings = setting === undefined ? [] : [settingEdit(setting, name, data)]
  if (before === undefined) {
    const line: YamlValue = {
      id: proposedId('fee', new Set(lines.map(({ id }) => id)), '-'),
      label,
      ...(when.kind === 'picked' ? { when: when.text } : {}),
      amount,
      ...(counted ? { quantity } : {}),
    }
    const edit: Edit =
      whole === undefined
        ? { do: 'insert', path: ['fee', 'lines'], index: lines.length, value: line }
        : {
            do: 'set',
            path: ['fee'],
            value: { article: whole.article, lines: [line], payAt: whole.payAt, methods: whole.methods },
          }
    return { ok: true, label: name, edits: [...settings, edit] }
  }
  const set = (key: string, value: YamlValue | undefined): Edit => ({
    do: 'set',
    path: ['fee', 'lines', index ?? 0, key],
    value,
  })
  const kept = String(before.amount ?? '').trim() === amount
  return {
    ok: true,
    label: name,
    edits: [
      ...settings,
      set('label', label),
      ...(when.kind === 'picked' ? [set('when', when.text)] : when.kind === 'clear' ? [set('when', undefined)] : []),
      ...(kept ? [] : [set('amount', amount)]),
      ...(quantity === 'own' || quantity === (before.quantity ?? '')
        ? []
        : [set('quantity', counted ? quantity : undefined)]),
    ],
  }
}

interface NewSetting {
  readonly id: string
  readonly yen: number
}

function readAmount(
  form: PostedForm,
  data: FeesData,
  before: FeeLineLike | undefined,
  problems: Record<string, string>,
): { readonly amount: string; readonly setting?: NewSetting } {
  const picked = form.text('amount')
  if (picked === 'own' && before?.amount !== undefined) return { amount: String(before.amount).trim() }
  if (amountChoices(data).some(({ value }) => value === picked)) return { amount: picked }
  if (picked !== 'typed' && picked !== 'new-setting') {
    problems.amount = words.problems.amount
    return { amount: '' }
  }
  const yen = form.text('yen').trim().normalize('NFKC').replaceAll(',', '').replace(/円$/u, '')
  if (!/^\d{1,7}$/.test(yen)) problems.yen = words.problems.yen
  if (picked === 'typed') return { amount: yen }
  const id = proposedId('fee', new Set(Object.keys(data.settings ?? {})))
  return { amount: `settings.${id}`, setting: { id, yen: Number(yen) } }
}

function settingEdit({ id, yen }: NewSetting, label: string, { settings }: FeesData): Edit {
  const first = settings === undefined
  const value = { label: words.settingLabel(label), type: 'number', default: yen }
  return { do: 'set', path: first ? ['settings'] : ['settings', id], value: wrapped(first, id, value) }
}
