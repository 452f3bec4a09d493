import type { ComponentExamples } from '../../gallery/example.ts'
import { MapShape } from './map-shape.tsx'
import { ShapeSketch } from './shape-sketch.tsx'

const towns = [
  { id: 'mihon', name: '見本町', lat: 33.97, lng: 132.11 },
  { id: 'kawabata', name: '川端町', lat: 33.95, lng: 132.13 },
]
const boundary = [
  [
    [132.05, 33.9],
    [132.18, 33.91],
    [132.2, 33.98],
    [132.12, 34.02],
    [132.06, 33.99],
    [132.05, 33.9],
  ],
] as const
const all = ['point', 'line', 'area'] as const

export const examples: ComponentExamples = {
  component: 'map-shape',
  title: '地図に描く',
  examples: [
    {
      name: '描く前',
      show: () => <MapShape id="shape-a" name="a" label="使う場所" shapes={all} towns={towns} boundary={boundary} />,
    },
    {
      name: '描いてある',
      show: () => (
        <MapShape
          id="shape-b"
          name="b"
          label="使う場所"
          shapes={['line', 'area']}
          towns={towns}
          boundary={boundary}
          value={{ kind: 'area', points: '33.96, 132.1\n33.96, 132.14\n33.98, 132.12' }}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <MapShape
          id="shape-c"
          name="c"
          label="使う場所"
          shapes={['area']}
          towns={towns}
          boundary={boundary}
          value={{ points: '33.96, 132.1' }}
          wrong={['points']}
          error="「使う場所」は3つ以上の点で描いてください。足りない点を加えてください"
        />
      ),
    },
    {
      name: '描いたものを見る',
      show: () => (
        <ShapeSketch
          label="面：4点"
          kind="area"
          points={[
            [132.1, 33.96],
            [132.100168, 33.96],
            [132.100168, 33.960011],
            [132.1, 33.960011],
          ]}
        />
      ),
    },
  ],
}
