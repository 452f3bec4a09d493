import { Island } from './island.ts'

const pauseMs = 600

/**
 * Shows a picture of what a form would make, while it is being written: half a second after the last key it sends the form to `data-to`
 * and shows what comes back, `{ picture }` (an address for an `img`) or `{ problem }` (a sentence). A newer text overtakes an older one.
 * Nothing is kept by it; without script a button of the form shows the same.
 */
export class LivePicture extends Island {
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined

  protected start(): void {
    const [form, box] = [this.querySelector('form'), this.querySelector<HTMLElement>('[data-box]')]
    if (form === null || box === null) return
    box.hidden = false
    this.listen(form, 'input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#ask(form), pauseMs)
    })
    void this.#ask(form)
  }

  protected override stop(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
  }

  async #ask(form: HTMLFormElement): Promise<void> {
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('as', 'picture')
    try {
      const answer = await fetch(this.dataset.to ?? '', {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        signal: asking.signal,
      })
      const { picture, problem } = (await answer.json()) as { readonly picture?: string; readonly problem?: string }
      this.#show(picture, problem ?? (picture === undefined ? this.dataset.failed : ''))
    } catch {
      if (!asking.signal.aborted) this.#show(undefined, this.dataset.failed)
    }
  }

  /** The last picture stays, marked as old, while there is none of the text as it stands. */
  #show(picture: string | undefined, words: string | undefined): void {
    const image = this.querySelector<HTMLImageElement>('img[data-picture]')
    if (image === null) return
    image.classList.toggle('is-old', picture === undefined)
    if (picture !== undefined) {
      image.src = picture
      image.hidden = false
    }
    const said = words ?? ''
    if (this.querySelector('[data-status]')?.textContent !== said) this.say(said)
  }
}
