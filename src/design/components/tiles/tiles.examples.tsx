import type { ComponentExamples } from '../../gallery/example.ts'
import { Tiles } from './tiles.tsx'

export const examples: ComponentExamples = {
  component: 'tiles',
  title: '出来事',
  examples: [
    {
      name: 'くらしの出来事',
      show: () => (
        <Tiles
          tiles={[
            { href: '#', icon: 'baby', title: '妊娠・出産', note: '届け出、健診、児童手当' },
            { href: '#', icon: 'move', title: '引っ越し', note: '転入、転出、市内の転居' },
            { href: '#', icon: 'care', title: '介護・高齢', note: '要介護認定' },
            { href: '#', icon: 'rain', title: '災害にあったとき', note: '罹災証明書、減免' },
          ]}
        />
      ),
    },
  ],
}
