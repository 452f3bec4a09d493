import { Island } from './island.ts'

interface Found {
  readonly prefecture: string
  readonly city: string
  readonly towns: readonly string[]
}

const waitMs = 5000

/**
 * 「住所を出す」without leaving the page: asks `/lookup/postcode?code=` and fills in what it says.
 * Several towns become suggestions of the town field. When the line is down the button stays what it was: a submit.
 */
export class PostcodeLookup extends Island {
  protected start(): void {
    const button = this.querySelector('button')
    if (button) this.listen(button, 'click', (event) => this.#lookUp(event))
  }

  #part(part: string): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector(`[name="${CSS.escape(`${this.dataset.name}.${part}`)}"]`)
  }

  #lookUp(event: Event): void {
    const code = (this.#part('postcode')?.value ?? '').normalize('NFKC').replace(/\D/g, '')
    if (code.length !== 7) return
    event.preventDefault()
    fetch(`/lookup/postcode?code=${code}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(waitMs),
    })
      .then(async (answer) => (answer.ok ? this.#fill(await answer.json()) : this.say(this.#words(answer.status))))
      .catch(() => this.say(this.dataset.unavailable ?? ''))
  }

  #words(status: number): string {
    return (status === 404 ? this.dataset.notFound : this.dataset.unavailable) ?? ''
  }

  #fill(found: Found): void {
    this.#set('prefecture', found.prefecture)
    this.#set('city', found.city)
    const [first, ...others] = found.towns
    this.#suggest(found.towns)
    this.#set('town', others.length === 0 ? (first ?? '') : '')
    this.say((others.length === 0 ? this.dataset.found : this.dataset.choose) ?? '')
    this.#part(others.length === 0 ? 'block' : 'town')?.focus()
  }

  #set(part: string, value: string): void {
    const input = this.#part(part)
    if (!input) return
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  /** Makes the towns suggestions of a text field, or the choices of a list. */
  #suggest(towns: readonly string[]): void {
    const input = this.#part('town')
    if (input instanceof HTMLSelectElement) {
      input.replaceChildren(new Option(this.dataset.choose, ''), ...towns.map((town) => new Option(town, town)))
      return
    }
    if (!input) return
    const id = `${input.id}-towns`
    const list = document.getElementById(id) ?? document.createElement('datalist')
    list.id = id
    list.replaceChildren(...towns.map((town) => new Option(town)))
    input.after(list)
    input.setAttribute('list', id)
  }
}
