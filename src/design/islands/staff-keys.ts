import { Island } from './island.ts'

/** Acts that have the same letter on every screen. A button names the act, or another letter of its own. */
const acts: Readonly<Record<string, string>> = { a: 'take', e: 'decide', n: 'next-page' }

/**
 * Keys of staff screens: J and K walk the rows of a list, Enter opens, X ticks, / goes to the search box, digits choose
 * a radio button of the decision, and every `data-key` is pressed by its letter or by the letter of its act. Never inside a field, never with
 * Ctrl, Alt or Meta; single letters can be switched off by the person (WCAG 2.1.4): `data-keys="off"` on `<html>`.
 */
export class StaffKeys extends Island {
  #at = -1

  protected start(): void {
    this.listen(document, 'keydown', (event) => event instanceof KeyboardEvent && this.#press(event))
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return
    if (document.documentElement.dataset.keys === 'off') return
    const key = event.key.toLowerCase()
    const done = this.#walk(key) || this.#search(key) || this.#choose(key) || this.#pressButton(key)
    if (done) event.preventDefault()
  }

  #walk(key: string): boolean {
    const rows = [...this.querySelectorAll<HTMLElement>('[data-row]')]
    if (rows.length === 0) return false
    if (key === 'j' || key === 'k') {
      this.#goTo(rows, Math.min(rows.length - 1, Math.max(0, this.#at + (key === 'j' ? 1 : -1))))
      return true
    }
    const row = rows[this.#at]
    if (key === 'x' && row) {
      row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
      return true
    }
    return false
  }

  /** The row's link takes the focus, so Enter opens it and a reader hears it. */
  #goTo(rows: readonly HTMLElement[], at: number): void {
    for (const row of rows) row.classList.toggle('at', row === rows[at])
    this.#at = at
    rows[at]?.querySelector<HTMLElement>('a, button')?.focus()
  }

  #search(key: string): boolean {
    const box = key === '/' ? this.querySelector<HTMLInputElement>('[data-key=search], [type=search]') : null
    box?.focus()
    return box !== null
  }

  #choose(key: string): boolean {
    const number = /^[1-9]$/.test(key) ? Number(key) : 0
    const radio =
      number > 0 ? this.querySelectorAll<HTMLInputElement>('.decision input[type=radio]')[number - 1] : undefined
    radio?.click()
    radio?.focus()
    return radio !== undefined
  }

  #pressButton(key: string): boolean {
    if (!/^[a-z]$/.test(key)) return false
    const wanted = [key, acts[key]]
    const button = [...this.querySelectorAll<HTMLElement>('[data-key]')].find((each) =>
      wanted.includes(each.dataset.key?.toLowerCase()),
    )
    button?.click()
    return button !== undefined
  }
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) &&
    !isTick(target)
  )
}

/** A check box takes no letters, so the keys go on working after a row was ticked. */
function isTick(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
}
