import path from 'node:path'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { PostedForm } from '../../platform/http/index.ts'
import { approvals } from '../approvals/index.ts'
import { listSections } from '../identity/index.ts'
import {
  listVersions,
  readProcedureFolders,
  readSharedParts,
  type SharedPart,
  type StoredVersion,
} from '../procedures/index.ts'
import type { CopyContent, TextFiles } from './copy.ts'
import { blankProcedure } from './files/blank.ts'
import { idIn, readFiles, withId } from './files/read-files.ts'
import { type Act, beginCopy } from './keep-copy.ts'
import { messages } from './messages.ja.ts'
import { findPublishedCases } from './store/copies.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Designer } from './web.ts'
import { edited } from './yaml/edit.ts'

type Begun =
  | { readonly ok: true; readonly copyId: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

const words = messages.begin.problems

/** Begins what the form of a new procedure asks for, or says what to put right. */
export async function beginNew(designer: Designer, act: Act, form: PostedForm): Promise<Begun> {
  const how = form.text('how')
  const versions = await listVersions(designer.services.db.city<OfficeDb>(act.cityId))
  if (how === 'file') return beginFromFiles(act, form, versions)
  if (how !== 'blank' && how !== 'copy') return { ok: false, problems: { how: words.how } }
  const problems: Record<string, string> = {}
  const id = form.text('id').trim()
  const name = form.text('name').trim()
  const prefix = form.text('prefix').trim()
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 60) problems.id = words.id
  else if (versions.some(({ procedureId }) => procedureId === id)) problems.id = words.idTaken
  if (name === '' || name.length > 100 || /[<>\p{Cc}]/u.test(name)) problems.name = words.name
  const { prefixes } = (await surroundingsOf(act.services, act.cityId, id, act.at)).city
  const holder = prefixes.get(prefix)
  if (!/^[A-Z]{2}$/.test(prefix)) problems.prefix = words.prefix
  else if (holder !== undefined) problems.prefix = words.prefixTaken(holder)
  const source = versions.find(({ procedureId }) => procedureId === form.text('from'))
  if (how === 'copy') {
    if (!source) problems.from = words.from
    if (Object.keys(problems).length > 0 || !source) return { ok: false, problems }
    return { ok: true, copyId: await beginFromOther(act, source, { id, name, prefix }) }
  }
  const db = designer.services.db.city<OfficeDb>(act.cityId)
  const owner = form.text('owner')
  const matter = form.text('matter')
  if (!(await listSections(db, dayOf(act.at))).some(({ code }) => code === owner)) problems.owner = words.owner
  if (!(await approvals.matters(db, act.at)).some((each) => each.matter === matter)) {
    problems.matter = words.matter
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const content = {
    source: blankProcedure({ id, name, receiptPrefix: prefix, owner, matter }),
    cases: {},
    letters: await commonLetters(act),
  }
  const copy = { procedureId: id, baseNumber: undefined, shared: await sharedParts(act), ...content }
  return { ok: true, copyId: await beginCopy(act, copy, messages.notes.fromBlank) }
}

/** A working copy of a published version: to change it, or to go back to it. `change`: what is changed from the beginning. */
export async function beginFromVersion(
  act: Act,
  version: StoredVersion,
  newest: StoredVersion,
  change: (source: string) => string = (source) => source,
): Promise<string> {
  const back = version.number !== newest.number
  const note = back ? messages.notes.fromBack(version.number) : messages.notes.fromVersion(version.number)
  const shared = { ...(await sharedParts(act)), ...version.shared }
  const content = {
    source: change(version.source),
    letters: version.letters,
    cases: await casesOf(act, version.procedureId),
  }
  return beginCopy(act, { procedureId: version.procedureId, baseNumber: newest.number, shared, ...content }, note)
}

async function beginFromOther(
  act: Act,
  from: StoredVersion,
  as: { readonly id: string; readonly name: string; readonly prefix: string },
): Promise<string> {
  const renamed = edited(withId(from.source, as.id), [
    { do: 'set', path: ['name'], value: { ja: as.name } },
    { do: 'set', path: ['officialName'], value: as.name },
    { do: 'set', path: ['receiptPrefix'], value: as.prefix },
  ])
  const content: CopyContent = { source: renamed ?? from.source, letters: from.letters, cases: {} }
  const shared = { ...(await sharedParts(act)), ...from.shared }
  return beginCopy(
    act,
    { procedureId: as.id, baseNumber: undefined, shared, ...content },
    messages.notes.fromCopy(from.procedureId),
  )
}

async function beginFromFiles(act: Act, form: PostedForm, versions: readonly StoredVersion[]): Promise<Begun> {
  const reading = readFiles(form.files.get('files') ?? [])
  if (!reading.ok) return { ok: false, problems: { files: reading.problem } }
  const { source, cases, letters } = reading.files
  if (source === undefined) return { ok: false, problems: { files: words.noFile } }
  const procedureId = idIn(source)
  if (procedureId === undefined) return { ok: false, problems: { files: words.noId } }
  const base = versions.find((version) => version.procedureId === procedureId)
  const copy = {
    procedureId,
    baseNumber: base?.number,
    shared: { ...(await sharedParts(act)), ...base?.shared },
    source,
    cases,
    letters: { ...(await commonLetters(act)), ...base?.letters, ...letters },
  }
  return { ok: true, copyId: await beginCopy(act, copy, messages.notes.fromFile) }
}

/** Groups and tables that procedures of this program share: what a new working copy may use. */
async function sharedParts({ services }: Act): Promise<Readonly<Record<string, SharedPart>>> {
  const { shared } = await readSharedParts(services.config.rootDir)
  return Object.fromEntries(shared)
}

/** What all letters share, `_letters/base.typ`. */
async function commonLetters({ services }: Act): Promise<TextFiles> {
  const [any] = await readProcedureFolders(path.join(services.config.rootDir, 'procedures'))
  return Object.fromEntries(Object.entries(any?.letters ?? {}).filter(([name]) => name.startsWith('_letters/')))
}

/** Example cases of what the city published last, else those that came with the program. */
async function casesOf({ services, cityId }: Act, procedureId: string): Promise<TextFiles> {
  const own = await findPublishedCases(services.db.city<OfficeDb>(cityId), procedureId)
  if (own) return own
  const folders = await readProcedureFolders(path.join(services.config.rootDir, 'procedures'))
  const cases = folders.find(({ id }) => id === procedureId)?.cases ?? []
  return Object.fromEntries(cases.map(({ file, source }) => [path.posix.basename(file), source]))
}
