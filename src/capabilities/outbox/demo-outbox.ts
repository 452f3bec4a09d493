import type { Config } from '../../config.ts'
import type { City } from '../../platform/cities.ts'

/**
 * Where the mails of a demonstration can be read; null where they are really sent. The page holds one-time codes: it may exist
 * only where everybody is fictional.
 */
export function demoOutbox(config: Pick<Config, 'demo' | 'smtpUrl'>, city: Pick<City, 'demo'>): string | null {
  return city.demo && config.demo && config.smtpUrl === '' ? '/demo/outbox' : null
}
