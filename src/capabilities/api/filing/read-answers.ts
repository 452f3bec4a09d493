import type {
  Answers,
  AnswerValue,
  CompiledProcedure,
  Field,
  FileAnswer,
  Group,
  GroupAnswers,
} from '../../procedures/index.ts'

/** What is wrong with the shape of what was sent, before any rule: pages can't send it, programs can. */
export interface ShapeProblem {
  readonly path: string
  readonly code: 'unknown-answer' | 'unreadable' | 'leave-out' | 'not-over-api' | 'file-not-here'
}

export interface ReadAnswers {
  readonly answers: Answers
  readonly problems: readonly ShapeProblem[]
  /** Ids of the files that were sent ahead and are named. */
  readonly fileIds: readonly string[]
}

/** Files that this client has sent ahead for this procedure, by id. */
export type SentFiles = ReadonlyMap<string, FileAnswer>

/**
 * Reads answers as they came in JSON. Names that the procedure does not have are told, never dropped: a slip of the pen in a
 * partner's program would lose what somebody answered. `described`: files may also be described without being here, to try.
 */
export function readAnswers(
  { definition }: Pick<CompiledProcedure, 'definition'>,
  raw: Readonly<Record<string, unknown>>,
  files: SentFiles,
  described: boolean,
): ReadAnswers {
  const reader = new Reader(files, described)
  const groups = new Map(definition.pages.flatMap((page) => page.groups.map((group) => [group.id, group] as const)))
  const answers: [string, GroupAnswers | readonly GroupAnswers[]][] = []
  for (const [id, value] of Object.entries(raw)) {
    const group = groups.get(id)
    const read = group === undefined ? reader.unknown(id) : reader.group(group, value)
    if (read !== undefined) answers.push([id, read])
  }
  return { answers: Object.fromEntries(answers), problems: reader.problems, fileIds: [...reader.fileIds] }
}

class Reader {
  readonly problems: ShapeProblem[] = []
  readonly fileIds = new Set<string>()

  constructor(
    private readonly files: SentFiles,
    private readonly described: boolean,
  ) {}

  unknown(path: string): undefined {
    // A name is the sender's, not an answer; a long one is cut.
    this.problems.push({ path: path.slice(0, 200), code: 'unknown-answer' })
    return undefined
  }

  group(group: Group, value: unknown): GroupAnswers | readonly GroupAnswers[] | undefined {
    if (group.repeat === undefined) return this.item(group, group.id, value)
    if (!Array.isArray(value)) return this.wrong(group.id, value)
    // One more than may be: the rules say that there are too many, and read no further.
    return value.slice(0, group.repeat.max + 1).map((each, at) => this.item(group, `${group.id}.${at}`, each) ?? {})
  }

  private item(group: Group, head: string, value: unknown): GroupAnswers | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.wrong(head, value)
    const fields = new Map((group.fields ?? []).map((field) => [field.id, field]))
    const read: [string, AnswerValue][] = []
    for (const [id, each] of Object.entries(value)) {
      const field = fields.get(id)
      const answer =
        field === undefined || field.type === 'notice'
          ? this.unknown(`${head}.${id}`)
          : this.field(field, `${head}.${id}`, each)
      if (answer !== undefined) read.push([id, answer])
    }
    return Object.fromEntries(read)
  }

  private field(field: Field, path: string, value: unknown): AnswerValue | undefined {
    if (field.type === 'individual-number') {
      this.problems.push({ path, code: 'not-over-api' })
      return undefined
    }
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
      this.problems.push({ path, code: 'leave-out' })
      return undefined
    }
    if (field.type === 'file' || field.type === 'photo') return this.fileList(path, value)
    return value as AnswerValue
  }

  private fileList(path: string, value: unknown): readonly FileAnswer[] | undefined {
    if (!Array.isArray(value)) return this.wrong(path, value)
    return value.slice(0, 50).flatMap((each, at) => this.file(`${path}.${at}`, each) ?? [])
  }

  /** What is known of a file is what was found when it came, never what the sender says of it. */
  private file(path: string, value: unknown): FileAnswer | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.wrong(path, value)
    const { fileId, how, ...said } = value as Readonly<Record<string, unknown>>
    if (typeof fileId === 'string') {
      const known = this.files.get(fileId)
      if (known === undefined) this.problems.push({ path, code: 'file-not-here' })
      else this.fileIds.add(fileId)
      return known
    }
    if (typeof how === 'string' && how !== 'attached') return { how: how as NonNullable<FileAnswer['how']> }
    if (this.described) return { ...describedFile(said), how: 'attached' }
    this.problems.push({ path, code: 'file-not-here' })
    return undefined
  }

  private wrong(path: string, value: unknown): undefined {
    this.problems.push({ path, code: value === null ? 'leave-out' : 'unreadable' })
    return undefined
  }
}

function describedFile(said: Readonly<Record<string, unknown>>): FileAnswer {
  const { name, mediaType, bytes, sha256, takenOn, width, height } = said
  const text = (key: string, value: unknown) => (typeof value === 'string' ? { [key]: value } : {})
  const number = (key: string, value: unknown) => (Number.isSafeInteger(value) ? { [key]: value as number } : {})
  return {
    ...text('name', name),
    ...text('mediaType', mediaType),
    ...number('bytes', bytes),
    ...text('sha256', sha256),
    ...text('takenOn', takenOn),
    ...number('width', width),
    ...number('height', height),
  }
}
