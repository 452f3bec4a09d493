import { Island } from './island.ts'
import { tidyKana } from './kana.ts'

type Checked = HTMLInputElement | HTMLTextAreaElement

/** Patterns by name, linear in the length of the text; the server has the last word. */
const patterns: Readonly<Record<string, RegExp>> = {
  phone: /^[0-9０-９+＋()（） 　\-－ー−‐]*$/,
  email: /^$|^[^\s@＠]+[@＠][^\s@＠]+$/,
  number: /^[0-9０-９,，.．\-－\s]*$/,
}

/**
 * Looks at a field when the person leaves it: kana are turned, and what cannot be right is said at once.
 * Wraps a form's fields; its sentences stand in its own data attributes with `%s` for the field's name.
 * It never blocks sending, and says nothing about fields not yet touched.
 */
export class InlineCheck extends Island {
  protected start(): void {
    this.listen(this, 'focusout', (event) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
        this.#look(event.target)
    })
    this.listen(this, 'input', (event) => {
      const input = event.target
      if (input instanceof HTMLElement && input.dataset.told !== undefined) this.#clear(input)
    })
  }

  #look(input: Checked): void {
    if (input.dataset.check === 'kana') input.value = tidyKana(input.value).text
    const words = this.#problem(input)
    if (words === undefined) this.#clear(input)
    else this.#tell(input, words)
  }

  #problem(input: Checked): string | undefined {
    const { check, limit } = input.dataset
    if (input.value === '') return undefined
    if (check === 'kana' && !tidyKana(input.value).ok) return this.#words('kana', input)
    if (check !== undefined && patterns[check]?.test(input.value) === false) return this.#words('pattern', input)
    const over = limit === undefined ? 0 : [...input.value].length - Number(limit)
    return over > 0 ? this.#words('tooLong', input).replace('%d', String(over)) : undefined
  }

  #words(kind: 'kana' | 'pattern' | 'tooLong', input: Checked): string {
    return (this.dataset[kind] ?? '').replace('%s', input.dataset.label ?? '')
  }

  #tell(input: Checked, words: string): void {
    if (words === '' || (input.hasAttribute('aria-invalid') && input.dataset.told === undefined)) return
    const id = `${input.id}-told`
    const told = document.getElementById(id) ?? document.createElement('p')
    told.id = id
    told.className = 'field-error'
    told.setAttribute('role', 'status')
    told.textContent = words
    ;(input.closest('.parts, .with-unit') ?? input).before(told)
    input.dataset.told = ''
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', [id, withoutId(input, id)].filter(Boolean).join(' '))
  }

  #clear(input: HTMLElement): void {
    if (input.dataset.told === undefined) return
    const id = `${input.id}-told`
    document.getElementById(id)?.remove()
    delete input.dataset.told
    input.removeAttribute('aria-invalid')
    const rest = withoutId(input, id)
    if (rest === '') input.removeAttribute('aria-describedby')
    else input.setAttribute('aria-describedby', rest)
  }
}

function withoutId(input: Element, id: string): string {
  const ids = (input.getAttribute('aria-describedby') ?? '').split(' ')
  return ids.filter((each) => each !== id).join(' ')
}
