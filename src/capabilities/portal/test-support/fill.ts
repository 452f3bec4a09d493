import sharp from 'sharp'
import { type AnswerValue, type CompiledProcedure, type FileAnswer, fieldKind } from '../../procedures/index.ts'
import type { CaseFile } from './app.ts'
import { formOf, type Page, type TestBrowser } from './browser.ts'

/** What a person types to give the answers of an example case, by form name. Files are left out: they are attached. */
export function typedAnswers(
  procedure: CompiledProcedure,
  answers: CaseFile['answers'],
): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {}
  for (const group of procedure.definition.pages.flatMap((page) => page.groups)) {
    const given = answers[group.id]
    if (given === undefined || given === null) continue
    const items = group.repeat ? (given as Record<string, AnswerValue>[]) : [given as Record<string, AnswerValue>]
    items.forEach((item, index) => {
      const head = group.repeat ? `${group.id}.${index}` : group.id
      for (const field of group.fields ?? []) {
        const answer = item[field.id]
        if (answer === undefined || answer === null) continue
        for (const [part, text] of Object.entries(fieldKind(field.type).typed(answer))) {
          const name = part === '' ? `${head}.${field.id}` : `${head}.${field.id}.${part}`
          typed[name] = field.type === 'multi-choice' ? text.split('\n') : text
        }
      }
    })
    if (group.repeat) typed[`${group.id}.count`] = String(items.length)
  }
  return typed
}

type Files = Readonly<Record<string, readonly FileAnswer[] | undefined>>

/** Form names of the documents that a case attaches, with a picture for each. */
async function attachedFiles(
  procedure: CompiledProcedure,
  answers: CaseFile['answers'],
): Promise<Record<string, File>> {
  const picture = await testPicture()
  const portrait = await testPicture('顔.jpg', { width: 600, height: 800 })
  const files: Record<string, File> = {}
  for (const group of procedure.definition.pages.flatMap((page) => page.groups)) {
    const given = answers[group.id]
    if (given === undefined || given === null) continue
    const items = group.repeat ? (given as Files[]) : [given as Files]
    items.forEach((item, index) => {
      for (const field of group.fields ?? []) {
        if (field.type !== 'file' && field.type !== 'photo') continue
        const path = group.repeat ? `${group.id}.${index}.${field.id}` : `${group.id}.${field.id}`
        if (item[field.id]?.some(({ how }) => how === undefined || how === 'attached')) {
          files[path] = field.type === 'photo' ? portrait : picture
        }
      }
    })
  }
  return files
}

/** A photo, as a telephone makes it; a small one unless a portrait is asked for. */
export async function testPicture(name = '写真.jpg', size = { width: 64, height: 48 }): Promise<File> {
  const bytes = await sharp({ create: { ...size, channels: 3, background: '#37652f' } })
    .jpeg()
    .toBuffer()
  return new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
}

/** Fills in a draft page by page from the answers of a case, as a person without script would, until the check page. */
export async function fillDraft(
  browser: TestBrowser,
  draft: string,
  procedure: CompiledProcedure,
  answers: CaseFile['answers'],
): Promise<Page> {
  const typed = typedAnswers(procedure, answers)
  const files = await attachedFiles(procedure, answers)
  const groupsOf = new Map(procedure.definition.pages.map((page) => [page.id, page.groups.map(({ id }) => id)]))
  const [first] = procedure.definition.pages
  let path = `${draft}/pages/${first?.id}`
  for (let step = 0; step < 60; step += 1) {
    if (path.startsWith(`${draft}/check`)) return browser.get(path)
    const page = await browser.get(path)
    if (page.status === 303) {
      path = page.location
      continue
    }
    const pageId = /\/pages\/([a-z0-9-]+)/.exec(path)?.[1] ?? ''
    const heads = (groupsOf.get(pageId) ?? []).map((id) => `${id}.`)
    const mine = Object.fromEntries(
      Object.entries(typed).filter(([name]) => heads.some((head) => name.startsWith(head))),
    )
    const { fields } = formOf(page.html, `${draft}/pages/${pageId}`)
    const prefilled = Object.fromEntries(
      Object.entries(fields).filter(
        ([name]) => !heads.some((head) => name.startsWith(head)) || /\.(count|asked|version)$/.test(name),
      ),
    )
    let saved = await browser.post(`${draft}/pages/${pageId}`, { ...prefilled, ...mine })
    // A question that hangs on an answer of the same page appears now: it is answered on the page as it came back.
    for (let again = 0; saved.status === 422 && again < 4; again += 1) {
      const back = formOf(saved.html, `${draft}/pages/${pageId}`)
      const attached = Object.entries(files).filter(
        ([name]) => saved.html.includes(`name="${name}"`) && heads.some((head) => name.startsWith(head)),
      )
      for (const [name] of attached) delete files[name]
      saved = await browser.post(`${draft}/pages/${pageId}`, {
        ...back.fields,
        ...mine,
        ...Object.fromEntries(attached),
      })
    }
    if (saved.status !== 303) throw new Error(`page ${pageId}: ${saved.status}\n${errorsOf(saved.html).join('\n')}`)
    path = saved.location
  }
  throw new Error('the form has no end')
}

/** The sentences of the error summary. */
export function errorsOf(html: string): readonly string[] {
  const summary = /<error-focus[\s\S]*?<\/error-focus>/.exec(html)?.[0] ?? ''
  return [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => item.replace(/<[^>]*>/g, ''))
}

const kana = [...'アイウエオカキクケコサシスセソタチツテト']

/** The answers of a case by another family each time: the same people twice would be a double entry. */
export function otherPeople(answers: CaseFile['answers'], count: number): CaseFile['answers'] {
  const name = [...String(count).padStart(5, '0')].map((digit) => kana[Number(digit)]).join('')
  return JSON.parse(
    JSON.stringify(answers, (key, value) =>
      key === 'familyKana'
        ? name
        : key === 'phone'
          ? `080-${String(count)
              .padStart(8, '1')
              .replace(/(.{4})(.{4})/, '$1-$2')}`
          : value,
    ),
  )
}
