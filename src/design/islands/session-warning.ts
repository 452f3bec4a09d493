import { Island } from './island.ts'

/** How long before the end the warning is shown. WCAG 2.2.1 asks for 20 seconds; people need longer. */
const warnMs = 5 * 60_000

/**
 * Shows its content some minutes before the session ends. `data-seconds` says how long the session still lasts;
 * the button inside is a submit of the form, so pressing it saves and stays. Without script the page that
 * follows says what happened, and the answers are still there.
 */
export class SessionWarning extends Island {
  #timer = 0

  protected start(): void {
    this.hidden = true
    const left = Number(this.dataset.seconds) * 1000
    if (Number.isFinite(left)) this.#timer = window.setTimeout(() => this.#warn(), Math.max(0, left - warnMs))
  }

  protected override stop(): void {
    clearTimeout(this.#timer)
  }

  #warn(): void {
    this.hidden = false
    this.setAttribute('role', 'alert')
  }
}
