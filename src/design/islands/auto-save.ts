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
  #onItsWay: Promise<void> | undefined

  protected start(): void {
    this.listen(this, 'input', () => this.#later(quietMs))
    this.listen(this, 'submit', (event) => event instanceof SubmitEvent && this.#submit(event), true)
    // The upload island posts the form by itself.
    this.listen(this, 'form-sending', () => this.#rest())
    this.listen(window, 'online', () => this.#unsaved && this.#save())
    this.listen(window, 'beforeunload', (event) => this.#unsaved && event.preventDefault())
  }

  protected override stop(): void {
    clearTimeout(this.#timer)
  }

  /** The form itself is being sent: nothing is left for this island to do. */
  #rest(): void {
    this.#unsaved = false
    clearTimeout(this.#timer)
  }

  /** A save still on its way is waited for, so that the form does not overtake it and meet its own older version. */
  #submit(event: SubmitEvent): void {
    this.#rest()
    const { target: form, submitter } = event
    if (this.#onItsWay === undefined || !(form instanceof HTMLFormElement)) return
    event.preventDefault()
    event.stopPropagation()
    this.#onItsWay.then(() => form.requestSubmit(submitter))
  }

  #later(ms: number): void {
    this.#unsaved = true
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#save(), ms)
  }

  #save(): void {
    const form = this.querySelector('form')
    if (!form) return
    if (this.#onItsWay === undefined) this.#send(form)
    else this.#later(quietMs)
  }

  #send(form: HTMLFormElement): void {
    this.#unsaved = false
    this.say(this.dataset.saving ?? '')
    this.#onItsWay = fetch(form.action, {
      method: 'POST',
      body: answersOf(form),
      headers: { accept: 'application/json' },
    })
      .then(async (answer) => this.#answered(form, answer))
      .catch(() => this.#lost())
      .finally(() => {
        this.#onItsWay = undefined
      })
  }

  /**
   * Saved: the form now stands on the new version. Refused (another tab saved, the session is over): the next page
   * says so in full, so this island stays silent. A server in trouble is like a lost line.
   */
  async #answered(form: HTMLFormElement, answer: Response): Promise<void> {
    const saved = answer.ok && answer.headers.get('content-type')?.includes('json')
    if (answer.status >= 500) this.#lost()
    else if (saved) this.#saved(form, await answer.json())
    else this.say('')
  }

  #saved(form: HTMLFormElement, { version }: { version?: number }): void {
    const field = form.elements.namedItem('version')
    if (version !== undefined && field instanceof HTMLInputElement) field.value = String(version)
    const time = new Intl.DateTimeFormat('ja-JP', { hour: '2-digit', minute: '2-digit' }).format(new Date())
    if (!this.#unsaved) this.say((this.dataset.saved ?? '').replace('%s', time))
  }

  #lost(): void {
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
