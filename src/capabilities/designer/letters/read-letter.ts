import type { PostedForm } from '../../../platform/http/index.ts'
import { largestSource } from '../../procedures/index.ts'
import type { Answerable } from '../outline/answers-before.ts'
import type { Edit } from '../yaml/edit.ts'
import type { LettersData } from './letter-data.ts'
import { messages } from './messages.ja.ts'
import { newTemplate } from './new-template.ts'
import { textsOf, withTexts } from './template-texts.ts'

export type TemplateReading =
  | { readonly ok: true; readonly template: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The template after the form: the whole as it was typed when somebody changed that, else the kept one with its sentences. */
export function readTemplate(form: PostedForm, kept: string): TemplateReading {
  const source = form.text('source').replaceAll('\r\n', '\n')
  if (form.fields.get('source') !== undefined && source.trim() !== kept.trim()) {
    if (source.trim() === '' || source.length > largestSource || source.includes('\0')) {
      return { ok: false, problems: { source: messages.problems.source } }
    }
    return { ok: true, template: source }
  }
  const problems: Record<string, string> = {}
  const texts = new Map<number, string>()
  textsOf(kept).forEach((_, n) => {
    const typed = form.fields.get(`text.${n}`)?.[0]?.trim()
    if (typed === undefined) return
    if (typed === '' || typed.length > 500 || /\p{Cc}/u.test(typed.replaceAll(/[\r\n]/g, ''))) {
      problems[`text.${n}`] = messages.problems.text
    }
    texts.set(n, typed)
  })
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, template: withTexts(kept, texts) }
}

export type NewLetterReading =
  | {
      readonly ok: true
      readonly id: string
      readonly title: string
      readonly edits: readonly Edit[]
      readonly file: string
      readonly template: string
    }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A new letter: its place in the definition, the result that sends it, and its template. */
export function readNewLetter(
  form: PostedForm,
  data: LettersData,
  answers: readonly Answerable[],
  taken: readonly string[],
): NewLetterReading {
  const words = messages.new.problems
  const problems: Record<string, string> = {}
  const outcomes = data.outcomes ?? []
  const index = outcomes.findIndex(({ id, letter }) => id === form.text('outcome') && letter === undefined)
  const outcome = outcomes[index]
  if (outcome === undefined) problems.outcome = words.outcome
  const title = form.text('title').trim()
  if (title === '' || title.length > 60 || /[<>\p{Cc}]/u.test(title)) problems.title = words.name
  const opening = form
    .text('opening')
    .replaceAll(/\s*\r?\n\s*/g, ' ')
    .trim()
  if (opening === '' || opening.length > 300) problems.opening = words.opening
  const [numbered, seal] = [form.text('numbered'), form.text('seal')]
  if (!Object.hasOwn(messages.numbered, numbered)) problems.numbered = words.numbered
  if (!Object.hasOwn(messages.seals, seal)) problems.seal = words.seal
  if (Object.keys(problems).length > 0 || outcome === undefined) return { ok: false, problems }
  const used = new Set([
    ...Object.keys(data.letters ?? {}),
    ...taken.map((name) => name.replace(/^letters\/|\.typ$/g, '')),
  ])
  let id = `${outcome.id}-notice`
  for (let n = 2; used.has(id); n += 1) id = `${outcome.id}-notice-${n}`
  const file = `letters/${id}.typ`
  const picked = form.fields.get('answers') ?? []
  const shown = answers.filter(({ path }) => picked.includes(path))
  const letter = { title, template: file, numbered: numbered === 'yes', seal }
  const first = data.letters === undefined || Object.keys(data.letters).length === 0
  return {
    ok: true,
    id,
    title,
    file,
    template: newTemplate(opening, shown, outcome.adverse === true),
    edits: [
      { do: 'set', path: first ? ['letters'] : ['letters', id], value: first ? { [id]: letter } : letter },
      { do: 'set', path: ['outcomes', index, 'letter'], value: id },
    ],
  }
}
