import type { JSX } from 'preact'
import { formatEra } from '../../../../civic/era.ts'
import { Button, errorOf, FormScreen, Radios, Table, TextArea, TextInput } from '../../../../design/index.ts'
import type { SettingUse } from '../../language/definition.ts'
import { valueText } from '../../language/expression/value.ts'
import type { SettingValue, StoredSetting } from '../../store/office.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'
import { ListScreen, ScreenForm, ScreenInput } from './screen.tsx'

const words = messages.settings

/** A setting with what holds today and what is planned. */
export interface ShownSetting {
  readonly name: string
  readonly use: SettingUse
  readonly procedures: readonly string[]
  readonly now: unknown
  readonly held?: SettingValue
  readonly planned: readonly SettingValue[]
  /** Every dated value, by day. */
  readonly own: readonly StoredSetting[]
  /** Whether it is the amount of a fee. */
  readonly fee: boolean
  /** What a form says it was filled from. */
  readonly seen: string
}

export function SettingsPage({
  screen,
  settings,
}: {
  screen: ScreenProps
  settings: readonly ShownSetting[]
}): JSX.Element {
  return (
    <ListScreen words={words} screen={screen}>
      {settings.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          columns={(['label', 'now', 'from', 'basis', 'planned'] as const).map((id) => ({
            id,
            label: words.columns[id],
            ...(id === 'label' ? { heading: true } : {}),
          }))}
          rows={settings.map((setting) => ({
            label: (
              <>
                <a href={`/catalogue/settings/${setting.name}`}>{setting.use.label}</a>
                <br />
                <small>{setting.procedures.join('・')}</small>
              </>
            ),
            now: settingText(setting.now),
            from: setting.held === undefined ? words.byDefault : formatEra(setting.held.fromOn),
            basis:
              setting.held?.basis ??
              (setting.use.openPoint === undefined ? '' : `${words.openPoint}：${setting.use.openPoint}`),
            planned: setting.planned.map((value) => (
              <ScreenForm key={value.fromOn} action={`/catalogue/settings/${setting.name}`} screen={screen} inline>
                <input type="hidden" name="fromOn" value={value.fromOn} />
                {formatEra(value.fromOn)}：{settingText(value.value)}
                <Button
                  label={words.takeBack}
                  name="do"
                  value="take-back"
                  kind="text"
                  small
                  about={`${setting.use.label} ${formatEra(value.fromOn)}`}
                />
              </ScreenForm>
            )),
          }))}
        />
      )}
    </ListScreen>
  )
}

export function SettingPage({ screen, setting }: { screen: ScreenProps; setting: ShownSetting }): JSX.Element {
  const { name, use } = setting
  const value = {
    id: 'value',
    name: 'value',
    label: words.fields.value,
    value: screen.typed('value'),
    ...errorOf(screen.problems, 'value'),
  }
  const options = [
    { value: 'yes', label: messages.register.fields.yes },
    { value: 'no', label: messages.register.fields.no },
  ]
  return (
    <FormScreen
      title={words.changeTitle(use.label)}
      screen={screen}
      back={
        setting.fee
          ? { href: '/catalogue/fees', label: messages.fees.title }
          : { href: '/catalogue/settings', label: words.title }
      }
    >
      <p>
        {words.columns.now}：{settingText(setting.now)}
      </p>
      {setting.own.length > 0 && <History values={setting.own} />}
      <ScreenForm action={`/catalogue/settings/${name}`} screen={screen}>
        <input type="hidden" name="seen" value={screen.typed('seen') || setting.seen} />
        <ScreenInput name="fromOn" label={words.fields.fromOn} screen={screen} day />
        {use.type === 'boolean' ? (
          <Radios {...value} options={options} inline />
        ) : use.type === 'list' ? (
          <TextArea {...value} hint={words.fields.listHint} />
        ) : (
          <TextInput {...value} inputmode={use.type === 'number' ? 'numeric' : 'text'} />
        )}
        <ScreenInput name="basis" label={words.fields.basis} screen={screen} />
        <TextInput
          id="reason"
          name="reason"
          label={words.fields.reason}
          hint={words.fields.reasonHint}
          required={false}
          value={screen.typed('reason')}
          {...errorOf(screen.problems, 'reason')}
        />
        <Button label={words.save} name="do" value="set" />
      </ScreenForm>
    </FormScreen>
  )
}

function History({ values }: { values: readonly StoredSetting[] }): JSX.Element {
  return (
    <Table
      caption={words.history}
      showCaption
      columns={[
        { id: 'from', label: words.historyColumns.from, heading: true },
        { id: 'value', label: words.historyColumns.value },
        { id: 'basis', label: words.historyColumns.basis },
        { id: 'reason', label: words.historyColumns.reason },
      ]}
      rows={values.map((each) => ({
        from: formatEra(each.fromOn),
        value: settingText(each.value),
        basis: each.basis,
        reason: each.reason,
      }))}
    />
  )
}

function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join('、')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? valueText(value) : ''
}
