import { Island } from './island.ts'

/**
 * Shows how far a file has been sent. The form is posted as it is, by `XMLHttpRequest` because only it tells the
 * progress; the page that answers replaces this one. Without script the browser sends the form itself.
 */
export class UploadProgress extends Island {
  protected start(): void {
    const button = this.querySelector('button')
    if (button) this.listen(button, 'click', (event) => this.#send(event, button))
  }

  #send(event: Event, button: HTMLButtonElement): void {
    const files = this.querySelector<HTMLInputElement>('input[type=file]')?.files
    const form = button.form
    if (!form || !files || files.length === 0) return
    event.preventDefault()
    form.dispatchEvent(new Event('form-sending', { bubbles: true }))
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', (sent) => {
      if (sent.lengthComputable) this.#show(Math.round((sent.loaded / sent.total) * 100))
    })
    request.addEventListener('load', () => this.#answered(request, form))
    request.addEventListener('error', () => this.say(this.dataset.failed ?? ''))
    this.leaving.addEventListener('abort', () => request.abort())
    request.open('POST', form.action)
    request.send(new FormData(form, button))
  }

  #show(percent: number): void {
    this.say((this.dataset.sending ?? '').replace('0', String(percent)))
  }

  /** After a redirect the address is the next page's; a page that says what to put right is shown as it came. */
  #answered(request: XMLHttpRequest, form: HTMLFormElement): void {
    if (request.responseURL !== form.action && request.status < 400) {
      location.assign(request.responseURL)
      return
    }
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
    document.title = answer.title
    document.body.replaceWith(answer.body)
    scrollTo(0, 0)
  }
}
