import path from 'node:path'
import type { Context } from 'hono'
import { type Day, dayOf } from '../../civic/day.ts'
import type { Config } from '../../config.ts'
import { notFound, type WebEnv } from '../../platform/http/index.ts'
import { type KeptWork, keptWork } from '../../platform/kept-work.ts'
import type { ZoneServices } from '../../platform/services.ts'
import {
  type Answers,
  type Catalogue,
  type CatalogueFiles,
  type CityFacts,
  catalogueFiles,
  type PageOnRoute,
} from '../procedures/index.ts'
import { keptAnswers } from './kept/answers-cookie.ts'
import { type GuideFolder, readGuides, readGuideTexts } from './language/folder.ts'
import type { CompiledGuide } from './language/load.ts'
import { packGuides, unpackGuides } from './language/packed.ts'
import { guideFiling } from './rules/make-list.ts'

/** What the navigator's routes work with. */
export interface Navigator {
  readonly services: ZoneServices
  readonly catalogue: Pick<Catalogue, 'current' | 'facts'>
  readonly folder: GuideFolder
}

/** The guides of an installation, read and checked once: `catalog/life-events`. */
export const guideFiles: CatalogueFiles<GuideFolder> = catalogueFiles({
  name: 'guides',
  read: readGuideTexts,
  load: (texts, { kept }) => {
    const packed = kept?.find([...texts].flat())
    const folder = packed === undefined ? readGuides(texts) : unpackGuides(packed)
    if (packed === undefined && folder.findings.length === 0) kept?.keep([...texts].flat(), packGuides(folder))
    return { value: folder, findings: folder.findings }
  },
})

/** Throws `OperatorError` with every problem, each with file and line, where there is no guide to go on with. */
export function guidesOf(rootDir: string, config?: Pick<Config, 'dataDir'>): GuideFolder {
  return guideFiles.of({ rootDir, ...(config && { dataDir: config.dataDir, kept: keptGuides(config) }) })
}

/** Where a later start of the same build finds what it read of the guides. */
function keptGuides(config: Pick<Config, 'dataDir'>): KeptWork {
  return keptWork(path.join(config.dataDir, 'cache'), 'guides')
}

/** A person's look at one guide: the answers this browser holds, and the pages that they lead over. */
export interface GuideVisit {
  readonly compiled: CompiledGuide
  /** Undefined: nothing was answered yet, or it is too long ago. */
  readonly kept: Answers | undefined
  readonly answers: Answers
  readonly today: Day
  readonly facts: CityFacts
  readonly route: readonly PageOnRoute[]
  /** The first page that still has something to answer. */
  readonly open: PageOnRoute | undefined
  readonly base: string
}

/** The guide of the path. Throws 404 when there is none. */
export async function visitGuide(c: Context<WebEnv>, navigator: Navigator): Promise<GuideVisit> {
  const compiled = navigator.folder.guides.find(({ guide }) => guide.id === c.req.param('guide'))
  if (compiled === undefined) throw notFound()
  const today = dayOf(c.get('now'))
  const facts = await navigator.catalogue.facts(c.get('city').id, today)
  const kept = keptAnswers(c, navigator.services, compiled.guide.id)
  return visitWith(compiled, kept, today, facts)
}

export function visitWith(
  compiled: CompiledGuide,
  kept: Answers | undefined,
  today: Day,
  facts: CityFacts,
): GuideVisit {
  const answers = kept ?? {}
  const route = compiled.questions.route(answers, guideFiling(today), facts)
  return {
    compiled,
    kept,
    answers,
    today,
    facts,
    route,
    open: route.find(({ status }) => status !== 'done'),
    base: `/guides/${compiled.guide.id}`,
  }
}
