import type { PublicDataset } from '../catalogue.ts'
import type { RecentChange } from '../history.ts'
import { uuidOf } from '../resource-id.ts'

export interface FeedOf {
  readonly origin: string
  readonly name: string
  /** When something last changed; the feed's own time when there is nothing yet. */
  readonly updated: Date
  readonly changes: readonly RecentChange[]
  readonly withdrawn: readonly PublicDataset[]
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly at: Date
  readonly href: string
  readonly summary: string
}

/** What was published and withdrawn, as an Atom feed (RFC 4287), the newest first. */
export function atomFeed({ origin, name, updated, changes, withdrawn }: FeedOf): string {
  const entries = [
    ...changes.map((change) => entryOf(change, origin)),
    ...withdrawn.map((dataset) => withdrawal(dataset, origin)),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">',
    `<id>${origin}/opendata/feed.atom</id>`,
    `<title>${escaped(name)}オープンデータの更新</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${escaped(name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${origin}/opendata/feed.atom"/>`,
    `<link rel="alternate" type="text/html" href="${origin}/opendata"/>`,
    ...entries.map(written),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(change: RecentChange, origin: string): Entry {
  const { added, changed, removed } = change.changes
  return {
    id: `urn:uuid:${uuidOf(change.uuid, `version-${change.number}`)}`,
    title:
      change.number === 1
        ? `${change.definition.title.ja}を公開しました`
        : `${change.definition.title.ja}を更新しました`,
    at: change.publishedAt,
    href: `${origin}/dataset/${change.slug}`,
    summary: `全${change.rows}件。追加${added}件、変更${changed}件、削除${removed}件。${change.note}`,
  }
}

function withdrawal(dataset: PublicDataset, origin: string): Entry {
  return {
    id: `urn:uuid:${uuidOf(dataset.uuid, `withdrawn-${dataset.modifiedAt.toISOString()}`)}`,
    title: `${dataset.definition.title.ja}の公開をやめました`,
    at: dataset.modifiedAt,
    href: `${origin}/dataset/${dataset.slug}`,
    summary: dataset.notice?.reason ?? '',
  }
}

function written({ id, title, at, href, summary }: Entry): string {
  return [
    '<entry>',
    `<id>${id}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${at.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${href}"/>`,
    `<summary>${escaped(summary)}</summary>`,
    '</entry>',
  ].join('')
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML 1.0 holds it: signs written out, characters it forbids left out. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => marks[sign] ?? '')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}
