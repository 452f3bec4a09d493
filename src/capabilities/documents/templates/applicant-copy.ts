/** The applicant's copy (申請書の控え): the answers as they were given. */
export const applicantCopySource = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.city, date: auto)
#set text(font: "Noto Sans JP", fallback: false, lang: data.lang, size: 10.5pt, cjk-latin-spacing: none)
#set page(
  paper: "a4",
  margin: (x: 20mm, y: 20mm),
  footer: context [
    #set text(size: 8pt)
    #data.footer #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#set par(leading: 0.8em)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em)[#set text(size: 12pt); #it.body #v(-0.5em) #line(length: 100%, stroke: 0.6pt)]

#text(size: 9pt)[#data.city]
#h(1fr)
#if data.number != "" [#text(size: 11pt, weight: "bold")[#data.numberLabel #data.number]]

= #data.title
#if data.legalName != "" [#text(size: 9pt)[#data.legalName]]

#grid(
  columns: (auto, 1fr),
  column-gutter: 12pt,
  row-gutter: 6pt,
  ..data.head.map(row => (text(size: 9pt)[#row.label], [#row.text])).flatten()
)

#for note in data.notes [
  #block(width: 100%, inset: 8pt, stroke: 0.6pt)[#note]
]

#for section in data.sections [
  == #section.title
  #grid(
    columns: (32%, 1fr),
    column-gutter: 10pt,
    row-gutter: 7pt,
    ..section.rows.map(row => (text(size: 9pt)[#row.label], [#row.text])).flatten()
  )
]
`

/** Words and answers, finished: the template only places them. */
export interface ApplicantCopy {
  readonly city: string
  readonly lang: 'ja' | 'en'
  readonly title: string
  readonly legalName: string
  readonly numberLabel: string
  readonly number: string
  readonly head: readonly { readonly label: string; readonly text: string }[]
  readonly notes: readonly string[]
  readonly sections: readonly {
    readonly title: string
    readonly rows: readonly { readonly label: string; readonly text: string }[]
  }[]
  readonly footer: string
}
