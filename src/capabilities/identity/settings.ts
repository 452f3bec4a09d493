import { z } from 'zod'
import type { City } from '../../platform/cities.ts'
import { OperatorError } from '../../platform/operator-error.ts'

const provider = z
  .object({
    /** OpenID issuer of the identity provider (デジタル認証アプリ or a platform business). */
    issuer: z.url(),
    clientId: z.string().min(1),
    /** Where the provider takes texts to be signed, when it does (see README, "Signing"). */
    signing: z.url().optional(),
    /** Other origins of the provider's pages, when people are led past them on the way to the issuer's. */
    pages: z.array(z.url()).default([]),
    /** Certificates whose signatures count, PEM. */
    trustAnchors: z.array(z.string()).default([]),
  })
  .strict()

const schema = z
  .object({
    portalIdleMinutes: z.number().int().min(5).max(240).default(30),
    portalHours: z.number().int().min(1).max(24).default(8),
    officeIdleMinutes: z.number().int().min(5).max(240).default(30),
    officeHours: z.number().int().min(1).max(24).default(10),
    provider: provider.optional(),
  })
  .strict()

export type IdentitySettings = z.infer<typeof schema>

/** The city's settings under `identity`. Throws at start, in words, when one can't be used. */
export function identitySettings(city: City): IdentitySettings {
  const read = schema.safeParse(city.settings.identity ?? {})
  if (read.success) return read.data
  const problems = read.error.issues.map((issue) => `  identity.${issue.path.join('.')}: ${issue.message}`)
  throw new OperatorError(`The identity settings of ${city.id} can't be used:\n${problems.join('\n')}`)
}

/** The OpenID provider of the card sign-in; undefined when the city file names none. */
export function cardProvider(city: City): IdentitySettings['provider'] {
  return identitySettings(city).provider
}
