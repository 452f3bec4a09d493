import type { Field } from '../../procedures/index.ts'
import { type JsonSchema, schemaOf } from './json-schema.ts'

/** 同意: to one version of one text, which the sender has to have shown. */
export function consentOf({ consent }: Field): JsonSchema {
  return schemaOf({
    type: 'object',
    required: ['agreed', 'version'],
    properties: {
      agreed: consent === undefined || consent.refusable ? { type: 'boolean' } : { type: 'boolean', const: true },
      version: consent === undefined ? { type: 'string' } : { type: 'string', const: consent.version },
      text: { type: 'string', description: 'SHA-256 (hex) of the text as it was shown.' },
    },
    'x-consent-text': consent?.text.ja,
  })
}
