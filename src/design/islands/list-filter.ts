import { Island } from './island.ts'

/**
 * Narrows a list that is already on the page while the person types. The form inside asks the server for the same
 * when there is no script. Items are `[data-item]`; their text is compared without width, case and kana differences.
 */
export class ListFilter extends Island {
  protected start(): void {
    const box = this.querySelector<HTMLInputElement>('input[type=search], input[type=text]')
    if (box) this.listen(box, 'input', () => this.#narrow(fold(box.value)))
  }

  #narrow(words: string): void {
    let count = 0
    for (const item of this.querySelectorAll<HTMLElement>('[data-item]')) {
      item.hidden = !fold(item.textContent ?? '').includes(words)
      if (!item.hidden) count += 1
    }
    this.say((this.dataset.count ?? '').replace('%d', String(count)))
  }
}

function fold(text: string): string {
  const katakana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 0x60)
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ぁ-ゖ]/g, katakana)
    .replace(/\s+/g, '')
}
