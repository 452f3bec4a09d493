import { z } from 'zod'

/** The smallest parts of the shape of a definition: ids, texts, days, expressions. */
export const camel = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'id-camel')
export const kebab = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'id-kebab')
export const sentence = z.string().min(1).max(2000)
export const localText = z.strictObject({ ja: sentence, easy: sentence.optional(), en: sentence.optional() })
export const expression = z.string().min(1).max(2000)
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day')
export const monthDay = z.string().regex(/^\d{2}-\d{2}$/, 'month-day')
export const path = z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+){0,3}$/, 'answer-path')
export const wholeNumber = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
export const daysCount = z.number().int().min(0).max(3660)
export const counting = z.enum(['open-days', 'calendar-days'])
