import type { Context, Hono } from 'hono'
import { cityHours, DocumentPage } from '../../../design/index.ts'
import {
  contrasts,
  type Preferences,
  page,
  readForm,
  readPreferences,
  seeOther,
  sizes,
  themes,
  type WebEnv,
  writePreferences,
} from '../../../platform/http/index.ts'
import { locales, pickText } from '../../../platform/i18n/local-text.ts'
import { checkCsrf, csrfToken, currentResident } from '../../identity/index.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { type StatementsMessages, statementsMessages } from './messages.ts'
import { DisplayPage } from './views/statements.tsx'

/** How it looks, how data is protected, how accessible it is, how it is used. */
export function statementRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/display', async (c) => {
    return displayPage(c, readPreferences(c), [])
  })

  app.post('/display', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const before = readPreferences(c)
    const chosen: Preferences = {
      locale: locales.find((each) => each === form.text('language')) ?? before.locale,
      size: sizes.find((each) => each === form.text('size')) ?? before.size,
      theme: themes.find((each) => each === form.text('theme')) ?? before.theme,
      contrast: contrasts.find((each) => each === form.text('contrast')) ?? before.contrast,
    }
    if (!checkCsrf(c, form.text('csrf')))
      return displayPage(c, chosen, [{ message: statementsMessages[c.get('locale')].displayStale }])
    writePreferences(c, chosen)
    return seeOther(c, '/display?saved=yes')
  })

  const displayPage = async (
    c: Context<WebEnv>,
    preferences: Preferences,
    problems: readonly { readonly message: string }[],
  ): Promise<Response> => {
    const tree = (
      <DisplayPage
        frame={frameOf(c, await currentResident(c, portal.services))}
        m={statementsMessages[c.get('locale')]}
        preferences={preferences}
        csrf={csrfToken(c)}
        saved={c.req.query('saved') === 'yes'}
        problems={problems}
      />
    )
    return page(c, tree, problems.length === 0 ? {} : { status: 422 })
  }

  const statement = (path: string, words: (m: StatementsMessages, c: Context<WebEnv>) => Words): void => {
    app.get(path, async (c) => {
      const m = statementsMessages[c.get('locale')]
      const frame = frameOf(c, await currentResident(c, portal.services))
      const { sections, ...rest } = words(m, c)
      return page(
        c,
        <DocumentPage
          {...frame}
          {...rest}
          back={{ href: '/', label: m.home }}
          sections={sections.map(({ title, text }, index) => ({ id: `part-${index + 1}`, title, paragraphs: text }))}
        />,
      )
    })
  }
  statement('/privacy', (m, c) => ({
    title: m.privacyTitle,
    sections: m.privacy,
    ask: m.privacyAsk(c.get('city').phone),
  }))
  statement('/accessibility', (m, c) => ({
    title: m.accessibilityTitle,
    sections: m.accessibility,
    ask: m.accessibilityAsk(c.get('city').phone),
  }))
  statement('/help', (m, c) => ({
    title: m.helpTitle,
    sections: m.help,
    ask: m.helpAsk(c.get('city').phone, pickText(cityHours(c.get('city')), c.get('locale')).text),
  }))
}

interface Words {
  readonly title: string
  readonly sections: readonly { readonly title: string; readonly text: readonly string[] }[]
  readonly ask: string
}
