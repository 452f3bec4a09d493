import type { JSX } from 'preact'
import {
  AccountInput,
  type AccountPart,
  AddressInput,
  type AddressPart,
  EraDate,
  type EraDatePart,
  MapPoint,
  type MapPointPart,
  NameInput,
  type NamePart,
  TextInput,
  YearMonth,
  type YearMonthPart,
} from '../../../../design/index.ts'
import { type FieldView, fieldProps, wrongParts } from './field-common.ts'

type Composite = (view: FieldView) => JSX.Element

const dateParts: readonly EraDatePart[] = ['era', 'year', 'month', 'day']
const monthParts: readonly YearMonthPart[] = ['era', 'year', 'month']
const nameParts: readonly NamePart[] = ['family', 'given']
const addressParts: readonly AddressPart[] = ['postcode', 'prefecture', 'city', 'town', 'block', 'building']
const accountParts: readonly AccountPart[] = [
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
]
const mapParts: readonly MapPointPart[] = ['town', 'lat', 'lng']

/** Whether the browser may fill the field with the person's own data. */
const isOwn = (view: FieldView): boolean =>
  view.placed.field.autocomplete !== undefined && view.placed.item === undefined

/** Fields of several inputs. */
export const compositeFields: Readonly<Record<string, Composite>> = {
  name: (view) => (
    <NameInput {...fieldProps(view)} value={view.values} wrong={wrongParts(view, nameParts)} own={isOwn(view)} />
  ),
  date: (view) => (
    <EraDate
      {...fieldProps(view)}
      value={western(view.values)}
      wrong={wrongParts(view, dateParts)}
      birthday={isOwn(view) && view.placed.field.autocomplete === 'bday'}
    />
  ),
  'year-month': (view) => (
    <YearMonth {...fieldProps(view)} value={western(view.values)} wrong={wrongParts(view, monthParts)} />
  ),
  address: (view) => (
    <AddressInput
      {...fieldProps(view)}
      value={view.values}
      wrong={wrongParts(view, addressParts)}
      own={isOwn(view)}
      {...(view.towns === undefined ? {} : { towns: view.towns })}
      {...(view.lookedUp === undefined ? {} : { lookedUp: view.lookedUp })}
    />
  ),
  account: (view) => (
    <AccountInput
      {...fieldProps(view)}
      value={view.values}
      wrong={wrongParts(view, accountParts)}
      registered={view.placed.field.choices?.some(({ id }) => id === 'registered-public') ?? true}
      {...(view.lookedUp === undefined ? {} : { lookedUp: view.lookedUp })}
    />
  ),
  'map-point': (view) => <Place view={view} />,
}

/** `western` is the engine's word for the western calendar, `ad` the list's. */
function western(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return values.era === 'western' ? { ...values, era: 'ad' } : values
}

/** The map, or two numbers in a city whose towns we do not have. */
function Place({ view }: { view: FieldView }): JSX.Element {
  const props = fieldProps(view)
  if (view.map.towns.length > 0)
    return (
      <MapPoint
        {...props}
        value={view.values}
        wrong={wrongParts(view, mapParts)}
        towns={view.map.towns}
        boundary={view.map.boundary}
      />
    )
  return (
    <>
      {(['lat', 'lng'] as const).map((part) => (
        <TextInput
          {...props}
          id={part === 'lat' ? props.id : `${props.id}.${part}`}
          name={`${props.name}.${part}`}
          value={view.values[part] ?? ''}
          width="12"
        />
      ))}
    </>
  )
}
