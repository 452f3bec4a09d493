import { Island } from './island.ts'

/** What the script of the map gives: it puts a map in the place of the picture. False: this browser cannot show it. */
interface MapScript {
  openMap(element: HTMLElement, worker: string): Promise<boolean>
}

/**
 * A drawn map with a button that opens one that can be moved. Its script and styles are large and come from our own server only
 * after the press; where they cannot run, the picture stays and a sentence says so.
 */
export class CityMap extends Island {
  protected start(): void {
    const offer = this.querySelector<HTMLElement>('[data-open]')
    const button = offer?.querySelector('button')
    if (!offer || !button || !this.dataset.script) return
    offer.hidden = false
    this.listen(button, 'click', (event) => {
      event.preventDefault()
      void this.#open(offer)
    })
  }

  async #open(offer: HTMLElement): Promise<void> {
    const { script = '', style = '', worker = '' } = this.dataset
    const words = this.#words()
    this.say(words.loading ?? '')
    try {
      const [module] = await Promise.all([import(script) as Promise<MapScript>, loadStyles(style)])
      const shown = await module.openMap(this, worker)
      offer.hidden = true
      this.say((shown ? words.ready : words.impossible) ?? '')
      if (shown) this.querySelector<HTMLElement>('canvas')?.focus()
    } catch {
      this.say(words.failed ?? '')
    }
  }

  #words(): { readonly [name: string]: string | undefined } {
    const config = JSON.parse(this.dataset.config ?? '{}') as { words?: Record<string, string> }
    return config.words ?? {}
  }
}

function loadStyles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${href}"]`)) return resolve()
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', reject)
    document.head.append(link)
  })
}
