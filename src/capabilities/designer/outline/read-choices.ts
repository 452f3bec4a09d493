import type { PostedForm } from '../../../platform/http/index.ts'
import type { YamlValue } from '../yaml/render.ts'
import { spareChoices } from './field-inputs.tsx'
import { proposedId } from './ids.ts'
import { readLocalText } from './local-text.tsx'
import { messages } from './messages.ja.ts'

const words = messages.problems

/** Rows of choices that have words; a row keeps what a person wrote into it beyond words and id. */
export function readChoices(
  form: PostedForm,
  kept: readonly { readonly id: string }[],
  problems: Record<string, string>,
): readonly YamlValue[] {
  const made: { readonly [key: string]: YamlValue }[] = []
  const ids = new Set<string>()
  const rows = kept.length + spareChoices
  for (let row = 0; row < rows; row += 1) {
    const name = `choices.${row}`
    const label = readLocalText(form, name, problems, false)
    if (label === undefined) continue
    const id =
      form.text(`${name}.id`).trim() || proposedId('choice', new Set([...ids, ...kept.map((each) => each.id)]), '-')
    if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(id) || ids.has(id)) problems[`${name}.id`] = words.choiceId
    ids.add(id)
    const before = kept.find((each) => each.id === id) as { readonly [key: string]: YamlValue } | undefined
    made.push({ ...before, id, label })
  }
  return made
}

/** Choices of a new question, from lines or words that are parted by 、・/,. */
export function choicesOf(text: string): readonly YamlValue[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const names = [...new Set(lines.filter((line) => line !== ''))]
  return names.map((ja, i) => ({ id: `choice-${i + 1}`, label: { ja } }))
}
