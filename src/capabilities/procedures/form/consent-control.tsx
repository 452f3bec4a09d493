import type { JSX } from 'preact'
import { Consent, useLocale } from '../../../design/index.ts'
import { consentTextHash } from '../fields/consent-text.ts'
import type { ControlProps } from './control-props.ts'

/** A consent with its text; the form carries which text was shown, in the language of the page. */
export function ConsentControl({ field, base, value }: ControlProps): JSX.Element {
  const locale = useLocale()
  const text = field.consent?.text ?? field.label
  return (
    <Consent
      {...base}
      text={text}
      version={field.consent?.version ?? ''}
      textHash={consentTextHash(text, locale)}
      value={value.agreed}
      refusable={field.consent?.refusable ?? false}
    />
  )
}
