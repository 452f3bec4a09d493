import type { JSX } from 'preact'
import { CopyText, Facts, Text, type Words } from '../../../../design/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { resourcesOf } from '../resources.ts'
import type { OpenDataMessages } from './messages.ts'
import { filterColumns } from './read-ask.ts'

/** Lines to copy: the dataset in a spreadsheet, in Python, on a command line with a question of its own, and in map software. */
export function CodeExamples({
  m,
  dataset,
  origin,
}: {
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  readonly origin: string
}): JSX.Element {
  const facts = examplesOf(dataset, origin).map(({ what, text }) => ({
    term: what(m),
    value: <CopyText text={text} />,
  }))
  return (
    <>
      <h3>
        <Text words={m.codeTitle} />
      </h3>
      <Facts facts={facts} />
    </>
  )
}

interface Example {
  readonly what: (m: OpenDataMessages) => Words
  readonly text: string
}

export function examplesOf(dataset: PublicDataset, origin: string): readonly Example[] {
  const csv = resourcesOf(dataset).find(({ kind }) => kind === 'csv')
  if (csv === undefined) return []
  const [chosen] = filterColumns(dataset.definition)
  const rows = `${origin}/api/3/action/datastore_search?resource_id=${csv.uuid}&limit=5`
  const asked =
    chosen === undefined
      ? rows
      : `${rows}&filters=${encodeURIComponent(JSON.stringify({ [chosen.column.id]: chosen.values[0] }))}`
  return [
    { what: (m) => m.inSheet, text: `=IMPORTDATA("${origin}${csv.path}")` },
    { what: (m) => m.inPython, text: `import pandas; table = pandas.read_csv("${origin}${csv.path}", dtype=str)` },
    {
      what: (m) => (chosen === undefined ? m.onLine : m.onLineFiltered(chosen.column.title, chosen.values[0] ?? '')),
      text: `curl "${asked}"`,
    },
    ...(dataset.definition.geometry === undefined
      ? []
      : [
          {
            what: (m: OpenDataMessages) => m.inMaps,
            text: `ogr2ogr ${dataset.id}.gpkg OAPIF:${origin}/ogc/ ${dataset.id}`,
          },
        ]),
  ]
}
