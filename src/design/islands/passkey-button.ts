import { Island } from './island.ts'

/**
 * Signs in with a passkey, or registers one. Shows itself only where the browser can; the form beside it is the way
 * without. `data-options` gives the question, `data-answer` takes the answer as JSON together with `data-csrf` and the
 * values of the named inputs inside; the server answers with `{"to": path}`. `data-kind` is `get` or `create`.
 */
export class PasskeyButton extends Island {
  protected start(): void {
    const button = this.querySelector('button')
    if (!button || !('PublicKeyCredential' in window) || !('parseRequestOptionsFromJSON' in PublicKeyCredential)) return
    this.hidden = false
    this.listen(button, 'click', () => {
      this.say('')
      this.#ask().then(
        (to) => location.assign(to),
        () => this.say(this.dataset.refused ?? ''),
      )
    })
  }

  async #ask(): Promise<string> {
    const options = await this.#post(this.dataset.options ?? '', {})
    const credential =
      this.dataset.kind === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential')
    const values = Object.fromEntries([...this.querySelectorAll('input')].map((input) => [input.name, input.value]))
    const answer = await this.#post(this.dataset.answer ?? '', { ...values, response: credential.toJSON() })
    return String(answer.to)
  }

  async #post(path: string, body: object) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ csrf: this.dataset.csrf, to: this.dataset.to, ...body }),
      signal: this.leaving,
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return answer.json()
  }
}
