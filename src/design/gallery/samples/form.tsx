import { AddressInput } from '../../components/address-input/address-input.tsx'
import { AnswerForm } from '../../components/answer-form/answer-form.tsx'
import { Button } from '../../components/button/button.tsx'
import { ButtonRow } from '../../components/button/button-row.tsx'
import { EraDate } from '../../components/era-date/era-date.tsx'
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx'
import { KanaInput } from '../../components/kana-input/kana-input.tsx'
import { NameInput } from '../../components/name-input/name-input.tsx'
import { PhoneInput } from '../../components/phone-input/phone-input.tsx'
import { Radios } from '../../components/radios/radios.tsx'
import { Steps } from '../../components/steps/steps.tsx'
import { ResidentPage } from '../../layouts/resident-page.tsx'
import { designMessages } from '../../messages.ts'
import type { GalleryPage } from '../gallery.tsx'
import { resident } from './people.ts'

const problems = [
  { id: 'kana', message: '「セイ」をカタカナで入れてください' },
  { id: 'birth', message: '生まれた日の「日」を入れてください' },
  { id: 'address', message: '番地を入れてください。番地がない土地は「番地なし」と入れてください' },
] as const

export const formSample: GalleryPage = {
  path: 'form',
  title: '申請する方のこと（直すところがある）',
  page: (shell) => (
    <ResidentPage
      {...shell}
      title="申請する方のこと"
      failed
      person={resident}
      back={{ href: '#', label: '児童手当の申請' }}
      layout="read"
    >
      <ErrorSummary problems={problems} />
      <Steps current={2} total={5} />
      <h1>申請する方のこと</h1>
      <p>{designMessages.ja.requiredNote}</p>
      <AnswerForm action="#" autosave sessionSeconds={1800}>
        <NameInput
          id="name"
          name="name"
          label="名前"
          value={{ family: '柳本', given: '花子' }}
          source="マイナンバーカードから入れました"
          own
        />
        <KanaInput
          id="kana"
          name="kana"
          label="フリガナ"
          value={{ family: '柳本', given: 'ハナコ' }}
          wrong={['family']}
          error={problems[0].message}
        />
        <EraDate
          id="birth"
          name="birth"
          label="生まれた日"
          value={{ era: 'heisei', year: '8', month: '4' }}
          wrong={['day']}
          error={problems[1].message}
          birthday
        />
        <AddressInput
          id="address"
          name="address"
          label="いま住んでいる所"
          value={{
            postcode: '742-0000',
            prefecture: '山口県',
            city: '柳井市',
            town: '見本町一丁目',
            building: 'コーポ見本 201',
          }}
          wrong={['block']}
          error={problems[2].message}
          own
        />
        <PhoneInput
          id="phone"
          name="phone"
          label="電話番号"
          hint="昼間に話せる番号。確かめたいことがあるときだけ、電話します"
          value="080-0000-0000"
        />
        <Radios
          id="notice"
          name="notice"
          label="お知らせの受け取り方"
          value="mail"
          options={[
            { value: 'mail', label: '受信箱とメール' },
            { value: 'post', label: '受信箱と郵送' },
          ]}
        />
        <ButtonRow>
          <Button label="保存して次へ" />
          <Button label="保存してあとで続ける" kind="text" name="do" value="later" unchecked />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  ),
}
