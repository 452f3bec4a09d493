import { Island } from './island.ts'

const waitMs = 5000

/**
 * Bank and branch from their codes without leaving the page: asks `/lookup/bank?bank=&branch=`.
 * When nothing answers, the button stays what it was: a submit.
 */
export class AccountLookup extends Island {
  protected start(): void {
    const button = this.querySelector('button')
    if (button) this.listen(button, 'click', (event) => this.#lookUp(event))
  }

  #part(part: string): HTMLInputElement | null {
    return this.querySelector(`input[name="${CSS.escape(`${this.dataset.name}.${part}`)}"]`)
  }

  #digits(part: string): string {
    return (this.#part(part)?.value ?? '').normalize('NFKC').replace(/\D/g, '')
  }

  async #lookUp(event: Event): Promise<void> {
    const [bank, branch] = [this.#digits('bankCode'), this.#digits('branchCode')]
    const button = event.currentTarget
    if (bank.length !== 4 || branch.length !== 3 || !(button instanceof HTMLButtonElement)) return
    event.preventDefault()
    const found = await fetch(`/lookup/bank?bank=${bank}&branch=${branch}`, { signal: AbortSignal.timeout(waitMs) })
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .catch(() => undefined)
    // The server then says in its own words what it did not find.
    if (found === undefined) return button.form?.requestSubmit(button)
    this.#set('bankName', found.bankName)
    this.#set('branchName', found.branchName)
    this.say(`${found.bankName}　${found.branchName}`)
  }

  #set(part: string, value: string): void {
    const input = this.#part(part)
    if (!input) return
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
