import { Island } from './island.ts'

const againMs = 20_000

/**
 * A second press while the form is on its way is not sent again. The server counts the same key once in any case;
 * this only spares the person a confusing second answer. After a while pressing works again: the line may be dead.
 */
export class SingleSubmit extends Island {
  #sentAt = Number.NEGATIVE_INFINITY

  protected start(): void {
    this.listen(this, 'submit', (event) => {
      const now = performance.now()
      if (now - this.#sentAt < againMs) event.preventDefault()
      else this.#sentAt = now
      this.say(this.dataset.sending ?? '')
    })
    // Coming back by the browser's back button shows the page as it was left.
    this.listen(window, 'pageshow', () => {
      this.#sentAt = Number.NEGATIVE_INFINITY
      this.say('')
    })
  }
}
