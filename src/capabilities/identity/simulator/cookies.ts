import type { City } from '../../../platform/cities.ts'
import { hostCookieName } from '../../../platform/http/index.ts'

/** The names of the simulator's cookies in a city. The session is named for the library only: it never reaches a browser. */
export function cardCookies(city: City): Record<'session' | 'interaction' | 'resume', string> {
  const name = (what: string): string => hostCookieName(city.id, 'simulator', what)
  return { session: name('session'), interaction: name('card'), resume: name('resume') }
}
