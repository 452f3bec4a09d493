import { Island } from './island.ts'

/** Copies the text of its `[data-text]`, for example a receipt number. The button appears only where it works. */
export class CopyText extends Island {
  protected start(): void {
    const button = this.querySelector('button')
    if (!button || !navigator.clipboard) return
    button.hidden = false
    this.listen(button, 'click', (event) => {
      event.preventDefault()
      const text = this.querySelector('[data-text]')?.textContent?.trim() ?? ''
      navigator.clipboard.writeText(text).then(
        () => this.say(this.dataset.copied ?? ''),
        () => this.say(text),
      )
    })
  }
}
