import type { JSX } from 'preact'
import { errorOf, TextArea, TextInput } from '../../../design/index.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'
import type { LocalTextLike } from './shape.ts'

const languages = ['ja', 'easy', 'en'] as const

/** A text: the Japanese, and beside it the other languages; folded away while nobody wrote them. `bare`: all side by side. */
export function LocalTextInputs({
  screen,
  name,
  label,
  kept,
  long,
  needed,
  bare,
}: {
  readonly screen: ScreenProps
  readonly name: string
  readonly label: string
  readonly kept: LocalTextLike | undefined
  readonly long?: boolean
  readonly needed?: boolean
  readonly bare?: boolean
}): JSX.Element {
  const Input = long ? TextArea : TextInput
  const input = (language: (typeof languages)[number]) => (
    <Input
      id={`${name}.${language}`}
      name={`${name}.${language}`}
      label={`${label}（${messages.item.languages[language]}）`}
      required={needed === true && language === 'ja'}
      value={screen.typed(`${name}.${language}`, kept?.[language])}
      {...(long ? { rows: 3 } : {})}
      {...errorOf(screen.problems, `${name}.${language}`)}
    />
  )
  if (bare) return <>{languages.map(input)}</>
  const others = (['easy', 'en'] as const).some(
    (language) =>
      screen.typed(`${name}.${language}`, kept?.[language]) !== '' ||
      screen.problems[`${name}.${language}`] !== undefined,
  )
  return (
    <div class="flow">
      {input('ja')}
      <details open={others}>
        <summary>{messages.item.otherLanguages(label)}</summary>
        <div class="languages">
          {input('easy')}
          {input('en')}
        </div>
      </details>
    </div>
  )
}

/** The text as typed. `undefined` when nothing is written; problems go into `problems`. */
export function readLocalText(
  form: PostedForm,
  name: string,
  problems: Record<string, string>,
  needed: boolean,
): { readonly [language: string]: YamlValue } | undefined {
  const [ja = '', easy = '', en = ''] = languages.map((language) =>
    form.text(`${name}.${language}`).replaceAll('\r\n', '\n').trim(),
  )
  for (const [language, text] of Object.entries({ ja, easy, en })) {
    if (text.length > 2000 || /[\p{Cc}]/u.test(text.replaceAll('\n', '')))
      problems[`${name}.${language}`] = messages.problems.text
  }
  if (ja === '') {
    if (needed || easy !== '' || en !== '') problems[`${name}.ja`] = messages.problems.title
    return undefined
  }
  return { ja, ...(easy === '' ? {} : { easy }), ...(en === '' ? {} : { en }) }
}
