import type { Context } from 'hono'
import { galleryPages } from '../design/gallery/gallery.tsx'
import { pageCity } from '../design/index.ts'
import { type Capability, defineCapability } from '../platform/capability.ts'
import { notFound, page, readPreferences, type WebEnv } from '../platform/http/index.ts'

/** What only a demonstration city shows: the gallery of every component and its states. */
export const demonstration: Capability = defineCapability({
  name: 'demonstration',
  japanese: '見本',
  parts: {
    internet: {
      tables: [],
      routes: (app, _services, surface) => {
        if (surface !== 'portal') return
        const pages = new Map(galleryPages().map((each) => [each.path, each]))
        const show = (c: Context<WebEnv>): Response => {
          const city = c.get('city')
          const found = city.demo ? pages.get(c.req.path) : undefined
          if (found === undefined) throw notFound()
          const locale = c.get('locale')
          return page(
            c,
            found.page({ assets: c.get('assets'), city: pageCity(city, locale), locale, display: readPreferences(c) }),
          )
        }
        app.get('/gallery', show)
        app.get('/gallery/*', show)
      },
    },
  },
})
