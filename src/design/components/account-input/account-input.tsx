import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Button } from '../button/button.tsx'
import { ChoiceLine } from '../field/choice.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, partIds } from '../field/part.tsx'

const parts = [
  'choice',
  'kind',
  'bankName',
  'bankCode',
  'branchName',
  'branchCode',
  'accountType',
  'accountNumber',
  'yuchoSymbol',
  'yuchoNumber',
  'holderKana',
] as const
export type AccountPart = (typeof parts)[number]

export interface AccountInputProps extends FieldProps {
  /** `choice`: `registered-public` or `designated`; `kind`: `bank` or `yucho`; `accountType`: `ordinary`, `current`, `savings`. */
  readonly value?: { readonly [part in AccountPart]?: string }
  readonly wrong?: readonly AccountPart[]
  /** Offers 公金受取口座 (公的給付支給等口座登録法3条). Without it the account is always typed. */
  readonly registered?: boolean
  /** What the last look-up of bank and branch found. */
  readonly lookedUp?: Words
}

/**
 * The account money is paid to: 公金受取口座, or a bank's, or ゆうちょ with 記号・番号.
 * Parts that the choice makes needless are hidden by the style sheet and ignored when the page is read.
 * 「銀行と支店を出す」sends the form with `do=lookup:<name>`. Sent as `<name>.<part>`.
 */
export function AccountInput({ value = {}, wrong, registered, lookedUp, ...field }: AccountInputProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const shown = registered ? parts : parts.filter((part) => part !== 'choice')
  const at = partIds<AccountPart>(field, shown, wrong)
  const text = (
    part: AccountPart,
    label: Words,
    width: '3' | '8' | '12' | '20',
    digits: boolean,
    maxlength?: number,
  ) => (
    <Part
      field={field}
      part={part}
      at={at[part]}
      label={label}
      value={value[part]}
      width={width}
      autocomplete="off"
      inputmode={digits ? 'numeric' : undefined}
      maxlength={maxlength}
      check={part === 'holderKana' ? 'kana' : undefined}
    />
  )
  const choice = (part: 'choice' | 'kind', option: string, label: Words, first: boolean, hint?: Words) => (
    <ChoiceLine
      type="radio"
      id={first ? at[part].id : `${field.id}.${part}.${option}`}
      name={`${field.name}.${part}`}
      value={option}
      label={label}
      hint={hint}
      checked={value[part] === option}
    />
  )
  return (
    <FieldSet field={field}>
      <account-lookup class="account stack" data-name={field.name}>
        {registered && (
          <div class="choices">
            {choice('choice', 'registered-public', messages.accountRegistered, true, messages.accountRegisteredHint)}
            {choice('choice', 'designated', messages.accountDesignated, false)}
          </div>
        )}
        <div class="account-designated stack">
          <fieldset>
            <legend class="part-label">
              <Text words={messages.accountKind} />
            </legend>
            <div class="choices choices-inline">
              {choice('kind', 'bank', messages.bankAccount, true)}
              {choice('kind', 'yucho', messages.yuchoAccount, false)}
            </div>
          </fieldset>
          <div class="account-bank stack">
            <div class="parts">
              {text('bankName', messages.bankName, '20', false)}
              {text('bankCode', messages.bankCode, '8', true, 8)}
            </div>
            <div class="parts">
              {text('branchName', messages.branchName, '20', false)}
              {text('branchCode', messages.branchCode, '8', true, 6)}
              <Button label={messages.lookUpBank} kind="line" name="do" value={`lookup:${field.name}`} unchecked />
            </div>
            <p class="hint" role="status" data-status>
              {lookedUp !== undefined && plain(lookedUp, locale)}
            </p>
            <div class="parts">
              <PartSelect
                field={field}
                part="accountType"
                at={at.accountType}
                label={messages.accountType}
                value={value.accountType ?? 'ordinary'}
                width="8"
                options={(['ordinary', 'current', 'savings'] as const).map((type) => ({
                  value: type,
                  label: messages.accountTypes[type],
                }))}
              />
              {text('accountNumber', messages.accountNumber, '12', true, 14)}
            </div>
          </div>
          <div class="account-yucho parts">
            {text('yuchoSymbol', messages.yuchoSymbol, '12', true, 10)}
            {text('yuchoNumber', messages.yuchoNumber, '12', true, 16)}
          </div>
          <div class="parts">{text('holderKana', messages.holderKana, '20', false)}</div>
        </div>
      </account-lookup>
    </FieldSet>
  )
}
