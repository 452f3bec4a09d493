import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCase } from '../../procedures/cases/case-file.ts'
import { factsOf, filingOf } from '../../procedures/cases/run-case.ts'
import { compile } from '../../procedures/engine/compile.ts'
import { loadProcedure } from '../../procedures/language/load.ts'
import { readProcedureFolders, readSharedParts } from '../../procedures/seeds/folder.ts'
import { placedValues } from '../answers-at.ts'
import { letterDraftOf, showsPhoto } from './letter-draft.ts'

const { shared } = await readSharedParts('.')
const folder = (await readProcedureFolders(path.resolve('procedures'))).find(({ id }) => id === 'staff-exam')
const { definition } = loadProcedure(folder?.source ?? '', { file: folder?.file ?? '', shared })
const procedure = compile(definition ?? expect.fail('staff-exam'), 'h')
const example = (name: string) => {
  const found = folder?.cases.find(({ file }) => file.endsWith(name)) ?? expect.fail(name)
  return loadCase(found.source, found.file).content ?? expect.fail(name)
}
const outcome = (id: string) => procedure.outcomes().find((each) => each.id === id) ?? expect.fail(id)

describe('a letter that shows a photo', () => {
  const draft = (name: string) => {
    const content = example(name)
    const filing = filingOf(content, procedure)
    const facts = factsOf(content, [], filing.today)
    return letterDraftOf(
      procedure,
      outcome('admitted'),
      content.answers,
      placedValues(procedure, content.answers, filing, facts),
      procedure.evaluate(content.answers, filing, facts),
      {
        receiptNumber: 'SS-R8-000001-7',
        arrivedAt: new Date('2026-12-10T00:00:00Z'),
        name: '柳本 大地',
        grounds: '',
        facts: [],
        values: {},
        attachments: [
          {
            fileId: '00000000-0000-4000-8000-000000000001',
            address: 'where',
            content: { name: 'kao.jpg', key: 'a2V5' },
          },
        ],
      },
    )
  }

  it('takes the one that was handed in, and none that comes by post', () => {
    expect(draft('01-graduate.yaml')?.photo).toEqual({ address: 'where', key: 'a2V5' })
    expect(draft('06-post-on-the-last-day.yaml')?.photo).toBeUndefined()
  })

  it('is known beforehand, so that nothing is looked up for the others', () => {
    expect([showsPhoto(procedure, outcome('admitted')), showsPhoto(procedure, outcome('not-passed'))]).toEqual([
      true,
      false,
    ])
  })
})
