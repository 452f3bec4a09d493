import { compile } from '../../procedures/index.ts'
import { asDefinition } from './as-definition.ts'
import type { GuideFolder } from './folder.ts'
import type { Guide, Office, Thing, WholeItem } from './guide.ts'

/** Guides without a finding, as JSON. */
interface PackedGuides {
  readonly guides: readonly {
    readonly guide: Guide
    readonly items: readonly WholeItem[]
    readonly hash: string
  }[]
  readonly offices: readonly Office[]
  readonly things: readonly Thing[]
}

export function packGuides({ guides, offices, things }: GuideFolder): PackedGuides {
  return {
    guides: guides.map(({ guide, items, questions: { hash } }) => ({ guide, items, hash })),
    offices: [...offices.values()],
    things: [...things.values()],
  }
}

/** What `packGuides` made. It was checked before it was packed, so expressions are compiled with the first answers. */
export function unpackGuides(packed: unknown): GuideFolder {
  const { guides, offices, things } = packed as PackedGuides
  return {
    guides: guides.map(({ guide, items, hash }) => ({
      guide,
      items,
      questions: compile(asDefinition(guide, items), hash, { whenNeeded: true }),
    })),
    offices: new Map(offices.map((each) => [each.id, each])),
    things: new Map(things.map((each) => [each.id, each])),
    findings: [],
  }
}
