import type { ComponentExamples } from '../../gallery/example.ts'
import { AccountInput } from './account-input.tsx'

export const examples: ComponentExamples = {
  component: 'account-input',
  title: '口座',
  examples: [
    {
      name: '選ぶ前',
      show: () => (
        <AccountInput id="account-a" name="a" label="振込口座" hint="申請する方の名義の口座にかぎります" registered />
      ),
    },
    {
      name: '公金受取口座',
      show: () => (
        <AccountInput id="account-b" name="b" label="振込口座" registered value={{ choice: 'registered-public' }} />
      ),
    },
    {
      name: '銀行',
      show: () => (
        <AccountInput
          id="account-c"
          name="c"
          label="振込口座"
          registered
          value={{
            choice: 'designated',
            kind: 'bank',
            bankName: '見本銀行',
            bankCode: '0000',
            branchName: '本店',
            branchCode: '001',
            accountNumber: '1234567',
            holderKana: 'ヤナギモト ハナコ',
          }}
        />
      ),
    },
    {
      name: 'ゆうちょ銀行、直すところ',
      show: () => (
        <AccountInput
          id="account-d"
          name="d"
          label="振込口座"
          value={{ kind: 'yucho', yuchoSymbol: '1555' }}
          wrong={['yuchoSymbol']}
          error="記号を5けたの数字で入れてください"
        />
      ),
    },
  ],
}
