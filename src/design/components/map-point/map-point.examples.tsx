import type { ComponentExamples } from '../../gallery/example.ts'
import { MapPoint, type Town } from './map-point.tsx'

const towns: readonly Town[] = [
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

export const examples: ComponentExamples = {
  component: 'map-point',
  title: '地図の場所',
  examples: [
    {
      name: '選ぶ前',
      show: () => <MapPoint id="map-a" name="a" label="こわれた場所" towns={towns} boundary={boundary} />,
    },
    {
      name: '選んである',
      show: () => (
        <MapPoint
          id="map-b"
          name="b"
          label="こわれた場所"
          towns={towns}
          boundary={boundary}
          value={{ town: 'mihon', lat: '33.97', lng: '132.11' }}
        />
      ),
    },
    {
      name: '直すところ',
      show: () => (
        <MapPoint
          id="map-c"
          name="c"
          label="こわれた場所"
          towns={towns}
          boundary={boundary}
          wrong={['town']}
          error="場所を地図か町名で選んでください"
        />
      ),
    },
  ],
}
