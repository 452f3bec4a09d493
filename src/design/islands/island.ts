/**
 * The base of our islands: a custom element without Shadow DOM around markup that already works.
 * Listeners registered through `listen` are taken away when the element leaves the page.
 */
export abstract class Island extends HTMLElement {
  #leaving = new AbortController()

  connectedCallback(): void {
    this.#leaving = new AbortController()
    this.start()
    this.dataset.ready = ''
  }

  disconnectedCallback(): void {
    this.#leaving.abort()
    delete this.dataset.ready
    this.stop()
  }

  protected abstract start(): void

  /** For what `listen` cannot take away: timers. */
  protected stop(): void {}

  protected get leaving(): AbortSignal {
    return this.#leaving.signal
  }

  protected listen(target: EventTarget, type: string, heard: (event: Event) => void, capture = false): void {
    target.addEventListener(type, heard, { signal: this.#leaving.signal, capture })
  }

  /** Says something in the island's status line, which is a live region in the page. */
  protected say(words: string): void {
    const status = this.querySelector(':scope > [data-status]') ?? this.querySelector('[data-status]')
    if (status) status.textContent = words
  }
}
