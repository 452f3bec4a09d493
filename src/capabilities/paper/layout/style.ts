import type { Locale } from '../../../platform/i18n/local-text.ts'

/** The forms that a procedure has on paper. The English companion is no form: it explains the boxes of `standard`. */
export const formKinds = ['standard', 'large', 'easy'] as const
export type FormKind = (typeof formKinds)[number]

/** Sizes of one kind of form: letters in points, everything else in millimetres. */
export interface FormStyle {
  readonly kind: FormKind
  readonly locale: Extract<Locale, 'ja' | 'easy'>
  readonly label: number
  readonly hint: number
  readonly title: number
  readonly pageTitle: number
  readonly groupTitle: number
  /** Width of the column of labels; 0: labels stand above their boxes. */
  readonly labelWidth: number
  readonly cell: { readonly width: number; readonly height: number }
  readonly tick: number
  readonly box: number
  /** Distance between the lines of a box for long texts. */
  readonly ruling: number
  readonly gap: number
}

export const formStyles: Readonly<Record<FormKind, FormStyle>> = {
  standard: {
    kind: 'standard',
    locale: 'ja',
    label: 9.5,
    hint: 8,
    title: 14,
    pageTitle: 12,
    groupTitle: 10,
    labelWidth: 56,
    cell: { width: 5.6, height: 7.4 },
    tick: 3.6,
    box: 8.4,
    ruling: 8.4,
    gap: 1.4,
  },
  large: {
    kind: 'large',
    locale: 'ja',
    label: 18,
    hint: 18,
    title: 22,
    pageTitle: 20,
    groupTitle: 18,
    labelWidth: 0,
    cell: { width: 8.6, height: 11.5 },
    tick: 6.4,
    box: 14,
    ruling: 13,
    gap: 2.4,
  },
  easy: {
    kind: 'easy',
    locale: 'easy',
    label: 11,
    hint: 10,
    title: 15,
    pageTitle: 13,
    groupTitle: 12,
    labelWidth: 0,
    cell: { width: 6.2, height: 8 },
    tick: 4.4,
    box: 10,
    ruling: 9.5,
    gap: 1.6,
  },
}

/** The sheet: A4, millimetres. Marks and code keep clear of the 5 mm that printers leave white. */
export const sheet = {
  width: 210,
  height: 297,
  left: 15,
  right: 195,
  top: 34,
  bottom: 280,
  mark: 5,
  marks: [
    { x: 7, y: 7 },
    { x: 198, y: 7 },
    { x: 7, y: 285 },
    { x: 198, y: 285 },
  ],
  code: { x: 174, y: 11, size: 18 },
} as const

export const contentWidth = sheet.right - sheet.left

/**
 * Counts up whenever the same definition would be laid out otherwise: the code on a page names it, and a sheet is read
 * with the map of its own edition. A test holds the layout of a sample against it.
 */
export const layoutEdition = 2

/** The moment written into the files of this edition: the same version gives the same bytes. */
export const editionMoment = new Date('2026-12-01T00:00:00Z')
