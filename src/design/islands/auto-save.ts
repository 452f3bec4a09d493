import { Island } from './island.ts'

const quietMs = 2000
const retryMs = 10_000

/**
 * Saves the form around or inside it while the person types: posts it with `do=autosave` a moment after the last key.
 * When the line is lost it says so, keeps trying while the page is open, and warns before leaving with unsaved answers.
 * Nothing is kept in the browser's storage: the device may be another person's.
 */
export class AutoSave extends Island {
  #timer = 0
  #unsaved = false
  #sending = false

  protected start(): void {
    this.listen(this, 'input', () => this.#later(quietMs))
    this.listen(this, 'submit', () => {
      this.#unsaved = false
      clearTimeout(this.#timer)
    })
    this.listen(window, 'online', () => this.#unsaved && this.#save())
    this.listen(window, 'beforeunload', (event) => this.#unsaved && event.preventDefault())
  }

  protected override stop(): void {
    clearTimeout(this.#timer)
  }

  #later(ms: number): void {
    this.#unsaved = true
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#save(), ms)
  }

  async #save(): Promise<void> {
    const form = this.querySelector('form')
    if (!form || this.#sending) return
    this.#sending = true
    this.#unsaved = false
    this.say(this.dataset.saving ?? '')
    const saved = await fetch(form.action, {
      method: 'POST',
      body: answersOf(form),
      headers: { accept: 'application/json' },
    })
      .then((answer) => answer.ok)
      .catch(() => false)
    this.#sending = false
    if (saved) this.#tellSaved()
    else this.#tellLost()
  }

  /** Something typed while the last save was on its way is saved next. */
  #tellSaved(): void {
    if (this.#unsaved) return
    const time = new Intl.DateTimeFormat('ja-JP', { hour: '2-digit', minute: '2-digit' }).format(new Date())
    this.say((this.dataset.saved ?? '').replace('%s', time))
  }

  #tellLost(): void {
    this.say(this.dataset.notSaved ?? '')
    this.#later(retryMs)
  }
}

/** The answers without files, which are sent once, by the person. */
function answersOf(form: HTMLFormElement): URLSearchParams {
  const answers = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') answers.append(name, value)
  answers.set('do', 'autosave')
  return answers
}
