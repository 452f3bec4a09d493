import { dayOf } from '../../../../civic/day.ts'
import { sayFullDay } from '../../../../design/index.ts'
import type { Locale } from '../../../../platform/i18n/local-text.ts'

/** 1,234. */
export const sayCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** The day in Japan on which something happened. */
export const sayDayOf = (moment: Date, locale: Locale): string => sayFullDay(dayOf(moment), locale)
