import { Island } from './island.ts'

/**
 * The error summary takes the focus, and its links bring the label into view with the input.
 * Without script the browser's `autofocus` and the fragment do nearly the same.
 */
export class ErrorFocus extends Island {
  protected start(): void {
    this.focus()
    this.listen(this, 'click', (event) => this.#goTo(event))
  }

  #goTo(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const input = link ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null
    if (!input) return
    event.preventDefault()
    // The label stands above the input: scrolled to the input alone, it would lie off the top of the screen.
    ;(input.closest('.field') ?? input).scrollIntoView()
    input.focus({ preventScroll: true })
  }
}
