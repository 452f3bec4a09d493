/** A shape that an answer may be asked to have. Only these names exist; a definition never holds a free expression. */
export interface Pattern {
  /** Linear by construction: one alternative-free run of bounded classes. */
  readonly shape: RegExp
  /** What it looks like, for the sentence and the hint. */
  readonly example: string
  readonly inputMode: 'numeric' | 'text' | 'url'
}

/** Named patterns, in the order of the reference. */
export const patterns: Readonly<Record<string, Pattern>> = {
  'insured-number': { shape: /^[0-9H][0-9]{9}$/, example: '0000123456', inputMode: 'text' },
  'insurer-number': { shape: /^[0-9]{6}$/, example: '352120', inputMode: 'numeric' },
  'health-insurer-number': { shape: /^[0-9]{6}(?:[0-9]{2})?$/, example: '06123456', inputMode: 'numeric' },
  'insurance-branch': { shape: /^[0-9]{2}$/, example: '01', inputMode: 'numeric' },
  'office-number': { shape: /^[0-9]{2}[0-9A-Z][0-9]{7}$/, example: '3570000001', inputMode: 'text' },
  'corporate-number': { shape: /^[0-9]{13}$/, example: '7000012050002', inputMode: 'numeric' },
  microchip: { shape: /^[0-9]{15}$/, example: '392000000000001', inputMode: 'numeric' },
  'tag-number': { shape: /^[0-9A-Za-z-]{1,20}$/, example: '12345', inputMode: 'text' },
  'certificate-number': { shape: /^[0-9A-Za-z-]{1,20}$/, example: '1234', inputMode: 'text' },
  digits: { shape: /^[0-9]{1,20}$/, example: '1234', inputMode: 'numeric' },
  'half-width': { shape: /^[0-9A-Za-z-]{1,40}$/, example: 'A-123', inputMode: 'text' },
  'postal-code': { shape: /^[0-9]{7}$/, example: '7420021', inputMode: 'numeric' },
  url: { shape: /^https?:\/\/[\x21-\x7e]{3,300}$/, example: 'https://example.jp/', inputMode: 'url' },
}

export const patternNames: readonly string[] = Object.keys(patterns)
