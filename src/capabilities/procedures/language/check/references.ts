import type { Reporter, YamlPath } from '../findings.ts'
import { nearest, suggestion } from '../nearest.ts'
import type { FieldPlace, Model } from './model.ts'

const reserved = new Set([
  'item',
  'index',
  'entry',
  'kase',
  'value',
  'values',
  'conditions',
  'filing',
  'settings',
  'true',
  'false',
  'null',
  'in',
  'has',
  'cel',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
])

/** Names that occur twice, are taken, or lead nowhere. */
export function checkReferences(model: Model, report: Reporter): void {
  checkIds(model, report)
  checkRepeats(model, report)
  checkPaths(model, report)
  checkRegisters(model, report)
  checkLetters(model, report)
  checkFilers(model, report)
}

function checkIds({ definition, groups }: Model, report: Reporter): void {
  const unique = (what: string, items: readonly { readonly id: string }[] | undefined, base: YamlPath): void => {
    const seen = new Set<string>()
    items?.forEach((item, i) => {
      if (seen.has(item.id))
        report.error([...base, i, 'id'], 'duplicate-id', `${what}「${item.id}」が2回あります。別の名前にしてください`)
      seen.add(item.id)
    })
  }
  unique('ページ', definition.pages, ['pages'])
  unique('きまり', definition.rules, ['rules'])
  unique('確認項目', definition.checklist, ['checklist'])
  unique('結果', definition.outcomes, ['outcomes'])
  unique('段階', definition.stages, ['stages'])
  unique('出力', definition.exports, ['exports'])
  unique('期限の行', definition.calendar, ['calendar'])
  unique('手数料の行', definition.fee?.lines, ['fee', 'lines'])
  const seen = new Map<string, true>()
  definition.pages.forEach((page, p) => {
    page.groups.forEach((group, g) => {
      const base = ['pages', p, 'groups', g]
      if (seen.has(group.id))
        report.error(
          [...base, 'id'],
          'duplicate-id',
          `まとまり「${group.id}」が2回あります。答えの場所になるので、別の名前にしてください`,
        )
      seen.set(group.id, true)
      if (reserved.has(group.id))
        report.error([...base, 'id'], 'reserved-id', `「${group.id}」は式で使う言葉なので、名前にできません`)
      unique('項目', group.fields, [...base, 'fields'])
      group.fields?.forEach((field, f) => {
        if (field.id === 'asked' || field.id === 'count') {
          report.error(
            [...base, 'fields', f, 'id'],
            'reserved-id',
            `「${field.id}」は画面が使う名前なので、項目の id にできません`,
          )
        }
        unique('選択肢', field.choices, [...base, 'fields', f, 'choices'])
      })
    })
  })
  for (const id of Object.keys(definition.conditions ?? {})) {
    if (reserved.has(id))
      report.error(['conditions', id], 'reserved-id', `「${id}」は式で使う言葉なので、名前にできません`)
    if (groups.has(id))
      report.error(['conditions', id], 'duplicate-id', `条件「${id}」とまとまり「${id}」が同じ名前です`)
  }
}

function checkRepeats(model: Model, report: Reporter): void {
  const { definition, groups } = model
  const each = (id: string | undefined, path: YamlPath): void => {
    if (id === undefined) return
    const group = groups.get(id)
    if (!group)
      report.error(path, 'unknown-group', `くり返しのまとまり「${id}」はありません${suggestion(id, groups.keys())}`)
    else if (!group.repeat)
      report.error(path, 'not-repeated', `まとまり「${id}」はくり返しではないので、each に書けません`)
  }
  for (const [id, value] of Object.entries(definition.values ?? {})) {
    each(value.each, ['values', id, 'each'])
    if ((value.is === undefined) === (value.table === undefined)) {
      report.error(
        ['values', id],
        'value-source',
        `計算値「${id}」には「is」か「table」のどちらかひとつを書いてください`,
      )
    }
    const tables = definition.tables ?? {}
    if (value.table !== undefined && !tables[value.table]) {
      report.error(
        ['values', id, 'table'],
        'unknown-table',
        `決定表「${value.table}」はありません${suggestion(value.table, Object.keys(tables))}`,
      )
    }
    const table = value.table === undefined ? undefined : tables[value.table]
    if (table && table.each !== value.each) {
      report.error(
        ['values', id, 'table'],
        'table-each',
        `決定表「${value.table}」の each と、この計算値の each をそろえてください`,
      )
    }
  }
  for (const [id, table] of Object.entries(definition.tables ?? {})) {
    each(table.each, ['tables', id, 'each'])
    const used = Object.values(definition.values ?? {}).some((value) => value.table === id)
    if (!used) report.warning(['tables', id], 'unused', `決定表「${id}」はどこからも使われていません`)
  }
  definition.rules?.forEach((rule, r) => {
    each(rule.each, ['rules', r, 'each'])
  })
  definition.fee?.lines.forEach((line, l) => {
    each(line.each, ['fee', 'lines', l, 'each'])
  })
  definition.pages.forEach((page, p) => {
    page.groups.forEach((group, g) => {
      if (group.repeat && group.repeat.min > group.repeat.max) {
        report.error(
          ['pages', p, 'groups', g, 'repeat'],
          'repeat-bounds',
          'くり返しの min が max より大きくなっています',
        )
      }
    })
  })
}

function checkPaths(model: Model, report: Reporter): void {
  const { definition, places, groups } = model
  const find = (path: string, where: YamlPath): FieldPlace | undefined => {
    const place = places.find((candidate) => candidate.path === path)
    if (!place) {
      const near = nearest(
        path,
        places.map((candidate) => candidate.path),
      )
      report.error(
        where,
        'unknown-field',
        `答えの場所「${path}」はありません${near ? `。「${near}」のことですか` : ''}`,
      )
    }
    return place
  }
  definition.rules?.forEach((rule, r) => {
    if (!groups.has(rule.at)) find(rule.at, ['rules', r, 'at'])
  })
  definition.rules?.forEach((rule, r) => {
    const known = Object.keys(rule.compares ?? {})
    for (const slot of slotNames(rule.message.ja)) {
      if (known.includes(slot)) continue
      report.error(
        ['rules', r, 'message', 'ja'],
        'unknown-slot',
        `文の「{${slot}}」に入れる値が compares にありません${suggestion(slot, known)}`,
      )
    }
  })
  const deadline = definition.filingDeadline
  if (deadline) {
    const value = deadline.from.startsWith('values.') ? deadline.from.slice('values.'.length) : undefined
    const place = value === undefined ? find(deadline.from, ['filingDeadline', 'from']) : undefined
    const computed = value === undefined ? undefined : definition.values?.[value]
    if (value !== undefined && computed === undefined) {
      report.error(['filingDeadline', 'from'], 'unknown-value', `計算「${value}」はありません`)
    }
    if ((place && place.field.type !== 'date') || (computed && (computed.type !== 'date' || computed.each))) {
      report.error(
        ['filingDeadline', 'from'],
        'deadline-date',
        `期限を数えはじめる「${deadline.from}」は日付の項目か、ひとつの日付になる計算にしてください`,
      )
    }
    if ((deadline.days === undefined) === (deadline.months === undefined)) {
      report.error(['filingDeadline'], 'deadline-period', '期限は days か months のどちらかひとつで書いてください')
    }
  }
  for (const [id, letter] of Object.entries(definition.letters)) {
    if (letter.photo === undefined) continue
    const place = find(letter.photo, ['letters', id, 'photo'])
    if (place && place.field.type !== 'photo')
      report.error(['letters', id, 'photo'], 'letter-photo', `「${letter.photo}」は写真の項目ではありません`)
  }
  const { countFirstDay } = definition.processing
  if (typeof countFirstDay === 'string' && definition.settings?.[countFirstDay]?.type !== 'boolean')
    report.error(
      ['processing', 'countFirstDay'],
      'unknown-setting',
      `「${countFirstDay}」は、はい・いいえ（boolean）の設定として settings にありません${suggestion(countFirstDay, Object.keys(definition.settings ?? {}))}`,
    )
  const { delivery } = definition
  if (delivery.field !== undefined) {
    const place = find(delivery.field, ['delivery', 'field'])
    for (const choice of place?.field.choices ?? []) {
      if (!delivery.ways.some((way) => way === choice.id)) {
        report.error(
          ['delivery', 'field'],
          'delivery-ways',
          `受け取り方の選択肢「${choice.id}」が delivery.ways にありません`,
        )
      }
    }
  }
  if (delivery.sendTo) {
    const place = find(delivery.sendTo.address, ['delivery', 'sendTo', 'address'])
    if (place && place.field.type !== 'address')
      report.error(
        ['delivery', 'sendTo', 'address'],
        'send-to-address',
        `送り先「${delivery.sendTo.address}」は住所の項目にしてください`,
      )
    if (delivery.sendTo.name !== undefined) find(delivery.sendTo.name, ['delivery', 'sendTo', 'name'])
  }
  for (const [word, answerPath] of Object.entries(delivery.organisation ?? {})) {
    const place = find(answerPath, ['delivery', 'organisation', word])
    if (place && place.field.type !== 'text')
      report.error(
        ['delivery', 'organisation', word],
        'organisation-text',
        `会社や団体の「${answerPath}」は文字の項目にしてください`,
      )
  }
  if (definition.capacity) {
    const place = find(definition.capacity.entry, ['capacity', 'entry'])
    if (place && place.field.register?.id !== definition.capacity.register) {
      report.error(
        ['capacity', 'entry'],
        'capacity-register',
        `「${definition.capacity.entry}」は台帳「${definition.capacity.register}」から選ぶ項目にしてください`,
      )
    }
    for (const [result, id] of Object.entries(definition.capacity.results ?? {})) {
      const outcome = definition.outcomes.find((each) => each.id === id)
      if (!outcome)
        report.error(['capacity', 'results', result], 'unknown-outcome', `結果「${id}」が outcomes にありません`)
      else if (outcome.fields?.some((field) => field.required !== false))
        report.error(
          ['capacity', 'results', result],
          'outcome-asks',
          `結果「${id}」には必ず入れる項目があるので、抽選の結果としてまとめて用意できません`,
        )
    }
  }
}

function slotNames(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)].map((match) => match[1] ?? '')
}

function checkRegisters({ definition, places }: Model, report: Reporter): void {
  const declared = definition.registers ?? []
  const used = new Set<string>()
  const need = (id: string | undefined, path: YamlPath): void => {
    if (id === undefined) return
    used.add(id)
    if (!declared.includes(id)) {
      report.error(path, 'unknown-register', `台帳「${id}」が registers にありません${suggestion(id, declared)}`)
    }
  }
  need(definition.acceptance?.register, ['acceptance', 'register'])
  need(definition.capacity?.register, ['capacity', 'register'])
  for (const place of places) need(place.field.register?.id, [...place.where('register'), 'id'])
  declared.forEach((id, i) => {
    if (!used.has(id)) report.warning(['registers', i], 'unused', `台帳「${id}」はどこからも使われていません`)
  })
}

function checkLetters({ definition }: Model, report: Reporter): void {
  const used = new Set<string>()
  definition.outcomes.forEach((outcome, i) => {
    const { letter } = outcome
    if (letter !== undefined) {
      used.add(letter)
      if (!definition.letters[letter]) {
        report.error(
          ['outcomes', i, 'letter'],
          'unknown-letter',
          `通知書「${letter}」はありません${suggestion(letter, Object.keys(definition.letters))}`,
        )
      }
    }
    if (outcome.givesPlaceBack && !definition.capacity)
      report.error(
        ['outcomes', i, 'givesPlaceBack'],
        'no-capacity',
        '席や枠（capacity）のない手続には、givesPlaceBack は要りません',
      )
    if (outcome.adverse && definition.kind !== 'notification' && outcome.remedies === undefined) {
      report.error(
        ['outcomes', i],
        'remedies',
        `不利益な結果「${outcome.id}」には、教示（remedies）を書いてください。なければ none とします`,
      )
    }
  })
  for (const id of Object.keys(definition.letters)) {
    if (!used.has(id)) report.warning(['letters', id], 'unused', `通知書「${id}」はどの結果からも使われていません`)
  }
}

function checkFilers({ definition }: Model, report: Reporter): void {
  definition.filers.forEach((filer, f) => {
    filer.channels.forEach((channel, c) => {
      if (!definition.channels.includes(channel)) {
        report.error(
          ['filers', f, 'channels', c],
          'unknown-channel',
          `「${channel}」は、この手続の channels にありません`,
        )
      }
    })
  })
}
