import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readYaml } from '../../procedures/index.ts'
import type { DatasetTopic } from './dataset.ts'
import { topicsSchema } from './schema.ts'

/** The topics alone, for those who only show datasets; none when the file is broken, which the reading of the whole folder says aloud. */
export function readTopics(rootDir: string): readonly DatasetTopic[] {
  const yaml = readYaml(readFileSync(path.join(rootDir, 'catalog/datasets/_topics.yaml'), 'utf8'))
  const topics = topicsSchema.safeParse(yaml.data)
  return topics.success ? (topics.data as readonly DatasetTopic[]) : []
}
