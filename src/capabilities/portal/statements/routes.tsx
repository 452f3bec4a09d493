import type { Context, Hono } from 'hono'
import {
  contrasts,
  page,
  readForm,
  readPreferences,
  seeOther,
  sizes,
  themes,
  type WebEnv,
  writePreferences,
} from '../../../platform/http/index.ts'
import { locales } from '../../../platform/i18n/local-text.ts'
import { checkCsrf, csrfToken, currentResident } from '../../identity/index.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { type StatementsMessages, statementsMessages } from './messages.ts'
import { DisplayPage, StatementPage } from './views/statements.tsx'

/** How it looks, how data is protected, how accessible it is, how it is used. */
export function statementRoutes(app: Hono<WebEnv>, portal: Portal): void {
  // A language chosen by link stays chosen: the cookie follows the link.
  app.use(async (c, next) => {
    const asked = c.req.method === 'GET' ? locales.find((locale) => locale === c.req.query('lang')) : undefined
    if (asked !== undefined) writePreferences(c, { ...readPreferences(c), locale: asked })
    await next()
  })

  app.get('/display', async (c) => {
    const session = await currentResident(c, portal.services)
    const tree = (
      <DisplayPage
        frame={frameOf(c, session)}
        m={statementsMessages[c.get('locale')]}
        preferences={readPreferences(c)}
        csrf={csrfToken(c)}
        saved={c.req.query('saved') === 'yes'}
      />
    )
    return page(c, tree)
  })

  app.post('/display', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf'))) return seeOther(c, '/display')
    const before = readPreferences(c)
    writePreferences(c, {
      locale: locales.find((each) => each === form.text('language')) ?? before.locale,
      size: sizes.find((each) => each === form.text('size')) ?? before.size,
      theme: themes.find((each) => each === form.text('theme')) ?? before.theme,
      contrast: contrasts.find((each) => each === form.text('contrast')) ?? before.contrast,
    })
    return seeOther(c, '/display?saved=yes')
  })

  const statement = (path: string, words: (m: StatementsMessages, c: Context<WebEnv>) => Words): void => {
    app.get(path, async (c) => {
      const m = statementsMessages[c.get('locale')]
      const frame = frameOf(c, await currentResident(c, portal.services))
      return page(c, <StatementPage frame={frame} m={m} {...words(m, c)} />)
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
    ask: m.helpAsk(c.get('city').phone, c.get('city').hours),
  }))
}

interface Words {
  readonly title: string
  readonly sections: readonly { readonly title: string; readonly text: readonly string[] }[]
  readonly ask: string
}
