import type { Answerable } from '../outline/answers-before.ts'

/** A text in quotes of Typst. */
function quoted(text: string): string {
  return `"${text.replaceAll(/\s+/g, ' ').replaceAll(/[\\"]/g, '\\$&')}"`
}

/** Words as content of Typst: its signs are words. */
function content(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\#[\]{}"$*_`@<>~;]|\/(?=[/*])/g, '\\$&')
}

/**
 * The template of a new letter: its opening sentence, a table of the answers that were picked, and the reasons where the decision is
 * against the applicant. Head, addressee, seal, 教示 and whom to ask come from the letter that all share.
 */
export function newTemplate(lead: string, answers: readonly Answerable[], adverse: boolean): string {
  const rows = [
    `("受付番号", data.case.receiptNumber)`,
    ...answers.map((answer) => `(${quoted(labelOf(answer))}, ${shown(answer)})`),
  ]
  return `#import "../../_letters/base.typ": *
#letter(lead: [${content(lead)}])[
  #facts-table((
${rows.map((row) => `    ${row},`).join('\n')}
  ))
${adverse ? '  #reasons()\n' : ''}]
`
}

function labelOf({ label }: Answerable): string {
  return label.split('／').at(-1) ?? label
}

/** An answer as its type is written in a letter. */
function shown({ path, field }: Answerable): string {
  const [group = '', id = ''] = path.split('.')
  const answer = `answer("${group}", "${id}")`
  switch (field.type) {
    case 'name':
    case 'address': {
      const words = field.type === 'name' ? 'person' : 'address-text'
      return `{ let given = answer("${group}", "${id}", default: none); if given == none { "" } else { ${words}(given) } }`
    }
    case 'date':
      return `answer("${group}", "${id}Text")`
    case 'year-month':
      return `era-month(${answer})`
    case 'money':
      return `yen(${answer})`
    case 'number':
      return `str(${answer})`
    case 'yes-no':
      return `{ let yes = answer("${group}", "${id}", default: none); if yes == true { "はい" } else if yes == false { "いいえ" } else { "" } }`
    case 'choice': {
      const names = (field.choices ?? []).map((choice) => `"${choice.id}": ${quoted(choice.label?.ja ?? choice.id)}`)
      return `(${names.join(', ')},).at(${answer}, default: "")`
    }
    case 'multi-choice': {
      const names = (field.choices ?? []).map((choice) => `"${choice.id}": ${quoted(choice.label?.ja ?? choice.id)}`)
      return `answer("${group}", "${id}", default: ()).map(each => (${names.join(', ')},).at(each, default: "")).join("、", default: "")`
    }
    default:
      return answer
  }
}

/** Types that a new letter can show. */
export const shownTypes = new Set([
  'name',
  'address',
  'text',
  'kana',
  'phone',
  'email',
  'date',
  'year-month',
  'time',
  'number',
  'money',
  'yes-no',
  'choice',
  'multi-choice',
])
