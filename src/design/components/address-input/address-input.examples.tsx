import type { ComponentExamples } from '../../gallery/example.ts'
import { AddressInput } from './address-input.tsx'

const filled = {
  postcode: '742-0000',
  prefecture: '山口県',
  city: '柳井市',
  town: '見本町一丁目',
  building: 'コーポ見本 201',
}

export const examples: ComponentExamples = {
  component: 'address-input',
  title: '住所',
  examples: [
    { name: '空', show: () => <AddressInput id="address-a" name="a" label="いま住んでいる所" own /> },
    {
      name: '住所が1つ見つかった',
      show: () => (
        <AddressInput
          id="address-b"
          name="b"
          label="いま住んでいる所"
          value={filled}
          lookedUp="住所を入れました。町名と番地を確かめてください"
        />
      ),
    },
    {
      name: '町名がいくつもある',
      show: () => (
        <AddressInput
          id="address-c"
          name="c"
          label="いま住んでいる所"
          value={{ ...filled, town: '' }}
          towns={['見本町一丁目', '見本町二丁目']}
          lookedUp="町名を選んでください"
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <AddressInput
          id="address-d"
          name="d"
          label="いま住んでいる所"
          value={filled}
          wrong={['block']}
          error="番地を入れてください。番地がない土地は「番地なし」と入れてください"
        />
      ),
    },
  ],
}
