import type { ComponentExamples } from '../../gallery/example.ts'
import { Card, Notice, Panel, Warning } from './notice.tsx'

export const examples: ComponentExamples = {
  component: 'notice',
  title: 'お知らせの箱',
  examples: [
    {
      name: 'お知らせ',
      show: () => (
        <Notice title="けがをした、動けない" level={3}>
          <p>119番に電話してください。</p>
        </Notice>
      ),
    },
    {
      name: '注意',
      show: () => (
        <Warning title="公務員の方は、勤め先に申請します" level={3}>
          <p>市では受け付けできません。</p>
        </Warning>
      ),
    },
    {
      name: '面',
      show: () => (
        <Panel title="いっしょに必要な手続き" level={3}>
          <p>
            <a href="#main">乳幼児医療費の助成</a>
          </p>
        </Panel>
      ),
    },
    {
      name: '枠',
      show: () => (
        <Card title="申請する" level={3}>
          <p>入力 約10分・無料</p>
        </Card>
      ),
    },
  ],
}
