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
    if (button) this.listen(button, 'click', (event) => this.#lookUp(event, button))
  }

  #part(part: string): HTMLInputElement | HTMLSelectElement | null {
    return this.querySelector(`[name="${CSS.escape(`${this.dataset.name}.${part}`)}"]`)
  }

  #lookUp(event: Event, button: HTMLButtonElement): void {
    const code = (this.#part('postcode')?.value ?? '').normalize('NFKC').replace(/\D/g, '')
    if (code.length !== 7) return
    event.preventDefault()
    fetch(`/lookup/postcode?code=${code}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(waitMs),
    })
      .then(async (answer) => {
        if (answer.ok) this.#fill(await answer.json())
        // The server then says in its own words what it did not find.
        else button.form?.requestSubmit(button)
      })
      .catch(() => this.say(this.dataset.unavailable ?? ''))
  }

  /** One town is filled in. Of several, or of a code that stands for more than is listed (an empty town), the person chooses. */
  #fill(found: Found): void {
    const towns = found.towns.filter((town) => town !== '')
    const only = found.towns.length === 1 ? towns[0] : undefined
    this.#set('prefecture', found.prefecture)
    this.#set('city', found.city)
    this.#suggest(towns)
    this.#set('town', only ?? '')
    this.say((only === undefined && towns.length > 0 ? this.dataset.choose : this.dataset.found) ?? '')
    this.#part(only === undefined ? 'town' : 'block')?.focus()
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
