import path from 'node:path'
import type { Context } from 'hono'
import { type Day, dayOf } from '../../civic/day.ts'
import type { Config } from '../../config.ts'
import { notFound, type WebEnv } from '../../platform/http/index.ts'
import { type KeptWork, keptWork } from '../../platform/kept-work.ts'
import { OperatorError } from '../../platform/operator-error.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { type Answers, type Catalogue, type CityFacts, findingLine, type PageOnRoute } from '../procedures/index.ts'
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

const folders = new Map<string, GuideFolder>()

/**
 * The guides of an installation, read and checked once.
 * Throws `OperatorError` with every problem, each with file and line, when one of them is broken.
 * @param kept where what was read before may be found; only the first to ask needs to know
 */
export function guidesOf(rootDir: string, kept?: KeptWork): GuideFolder {
  const known = folders.get(rootDir)
  if (known) return known
  const texts = readGuideTexts(rootDir)
  const packed = kept?.find([...texts].flat())
  const folder = packed === undefined ? readGuides(texts) : unpackGuides(packed)
  if (folder.findings.length > 0) throw new OperatorError(folder.findings.map(findingLine).join('\n'))
  if (packed === undefined) kept?.keep([...texts].flat(), packGuides(folder))
  folders.set(rootDir, folder)
  return folder
}

/** Where a later start of the same build finds what it read of the guides. */
export function keptGuides(config: Pick<Config, 'dataDir'>): KeptWork {
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
