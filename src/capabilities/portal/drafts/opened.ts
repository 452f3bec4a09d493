import type { PageWithHoles } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CityFacts } from '../../procedures/index.ts'
import type { Draft } from './draft.ts'

/** A draft as it was opened last, with what was worked out from it and holds as long as nobody saves it. */
export interface Opened {
  readonly draft: Draft
  /** Pages shown since, by what they were shown with. */
  readonly pages: Map<string, { readonly facts: CityFacts; readonly page: PageWithHoles }>
}

/** People fill in a form for minutes: the last few hundred drafts are those that are being filled in now. */
const mostDrafts = 300
const mostPagesOfADraft = 8

const memories = new WeakMap<ZoneServices, OpenedDrafts>()

/** The memory of a zone; the same one for everybody who works with the same services. */
export function openedDrafts(services: ZoneServices): OpenedDrafts {
  const known = memories.get(services)
  if (known) return known
  const made = new OpenedDrafts()
  memories.set(services, made)
  return made
}

/**
 * Drafts that were opened or saved a moment ago, so that the next page is not decrypted and worked out again. Whether
 * the visitor may, and which version is in force, is asked of the database each time; a draft is taken from here only
 * in exactly that version.
 */
export class OpenedDrafts {
  readonly #byRow = new Map<string, Opened>()

  /** The draft of this row in this version; undefined when another one, or none, is remembered. */
  find(cityId: string, id: string, version: number): Opened | undefined {
    const key = `${cityId} ${id}`
    const known = this.#byRow.get(key)
    if (known === undefined || known.draft.version !== version) return undefined
    // The one that was used last goes last.
    this.#byRow.delete(key)
    this.#byRow.set(key, known)
    return known
  }

  keep(cityId: string, draft: Draft): Opened {
    const key = `${cityId} ${draft.id}`
    this.#byRow.delete(key)
    const opened = openedOnce(draft)
    this.#byRow.set(key, opened)
    if (this.#byRow.size > mostDrafts) this.#byRow.delete(this.#byRow.keys().next().value ?? '')
    return opened
  }

  /** It was sent, and is a draft no longer. */
  forget(cityId: string, id: string): void {
    this.#byRow.delete(`${cityId} ${id}`)
  }
}

/** A draft that is not remembered. */
export function openedOnce(draft: Draft): Opened {
  return { draft, pages: new Map() }
}

/** Keeps a page of the draft as it was shown. A handful each: languages and pages, not years of looking around. */
export function keepPage(opened: Opened, key: string, facts: CityFacts, page: PageWithHoles): void {
  if (opened.pages.size >= mostPagesOfADraft) opened.pages.clear()
  opened.pages.set(key, { facts, page })
}
