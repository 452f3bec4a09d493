import { addDays } from '../../../civic/day.ts'
import type { Answers, AnswerValue, Field, GroupAnswers, ProcedureDefinition } from '../../procedures/index.ts'

/** Answers of a person who does not exist, to every question of a form: what a letter or a trial is filled with before there is an example. */
export function sampleAnswers(definition: ProcedureDefinition, today: string): Answers {
  const entries = definition.pages.flatMap(({ groups }) =>
    groups.map((group): [string, GroupAnswers | readonly GroupAnswers[]] => {
      const answers: Record<string, AnswerValue> = {}
      for (const field of group.fields ?? []) {
        const answer = sampleAnswer(field, today)
        if (answer !== undefined) answers[field.id] = answer
      }
      return [group.id, group.repeat === undefined ? answers : [answers]]
    }),
  )
  return Object.fromEntries(entries)
}

/** Only what can't be handed in on a trial: documents and photos, as if they had been. */
export function sampleFiles(definition: ProcedureDefinition, today: string): Answers {
  const whole = sampleAnswers(definition, today)
  const isFile = new Set(
    definition.pages.flatMap(({ groups }) =>
      groups.flatMap(({ id, repeat, fields }) =>
        repeat === undefined
          ? (fields ?? []).flatMap(({ id: field, type }) =>
              type === 'file' || type === 'photo' ? [`${id}.${field}`] : [],
            )
          : [],
      ),
    ),
  )
  return Object.fromEntries(
    Object.entries(whole).map(([group, answers]) => [
      group,
      Array.isArray(answers)
        ? []
        : Object.fromEntries(Object.entries(answers ?? {}).filter(([field]) => isFile.has(`${group}.${field}`))),
    ]),
  )
}

function sampleAnswer(field: Field, today: string): AnswerValue | undefined {
  const number = (usual: number): number => {
    const [min, max] = [field.min, field.max].map((bound) => (typeof bound === 'number' ? bound : undefined))
    return Math.min(Math.max(usual, min ?? usual), max ?? Number.MAX_SAFE_INTEGER)
  }
  switch (field.type) {
    case 'name':
      return { family: '見本', given: '花子' }
    case 'kana':
      return 'ミホン'
    case 'date':
      return /生年月日|誕生/.test(field.label.ja) ? '1990-04-01' : addDays(today, 14)
    case 'year-month':
      return today.slice(0, 7)
    case 'time':
      return '10:00'
    case 'address':
      return {
        postcode: '7420031',
        prefecture: '山口県',
        city: '柳井市',
        town: '南町',
        block: '999-1',
      }
    case 'phone':
      return '0820-00-0000'
    case 'email':
      return 'mihon@example.jp'
    case 'number':
      return number(2)
    case 'money':
      return number(1000)
    case 'choice':
      return field.choices?.[0]?.id
    case 'multi-choice':
      return field.choices?.slice(0, 1).map(({ id }) => id)
    case 'yes-no':
      return true
    case 'consent':
      return { agreed: true, version: field.consent?.version ?? '' }
    case 'file':
    case 'photo':
      return [{ fileId: '00000000-0000-4000-8000-000000000001', name: 'mihon.jpg', mediaType: 'image/jpeg' }]
    case 'text':
    case 'long-text':
      return '（見本）'
    default:
      return undefined
  }
}
