import { eraYearOf } from '../../civic/era.ts'
import { fiscalYearOf } from '../../civic/fiscal-year.ts'
import type { City } from '../../platform/cities.ts'

/** How a city numbers its outgoing documents: a symbol for the section, a number in the fiscal year. */
export interface DocumentSymbols {
  /** Section code → symbol, e.g. `child-support` → `柳こ`. */
  readonly symbols: Readonly<Record<string, string>>
  /** For sections without a symbol of their own. */
  readonly fallback: string
}

/** The symbols of a city's settings (`documentSymbols`, 例規). */
export function documentSymbols(city: City): DocumentSymbols {
  const known = city.settings.documentSymbols
  const symbols: Record<string, string> = {}
  if (known !== null && typeof known === 'object') {
    for (const [code, symbol] of Object.entries(known))
      if (typeof symbol === 'string' && symbol !== '') symbols[code] = symbol
  }
  return { symbols, fallback: symbols.default ?? city.name.slice(0, 1) }
}

/**
 * `8柳こ第123号`: era year of the fiscal year, symbol, number. The year belongs to it, since numbers begin at 1 again
 * every April and a letter must be found by its number alone.
 */
export function documentNumberText(fiscalYear: number, symbol: string, number: number): string {
  const year = eraYearOf(`${fiscalYear}-04-01`)?.year ?? fiscalYear
  return `${year}${symbol}第${number}号`
}

/** Fiscal year of a decision day: 1 April to 31 March. */
export function numberingYear(decidedOn: string): number {
  return fiscalYearOf(decidedOn)
}
