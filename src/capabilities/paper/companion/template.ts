/** A plain sheet of headings and numbered explanations. */
export const companionSource = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author, date: auto)
#set text(font: "Noto Sans JP", fallback: false, lang: "en", size: 10pt)
#set page(paper: "a4", margin: (x: 18mm, y: 18mm), footer: context [
  #set text(size: 8pt)
  #data.foot #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set par(leading: 0.6em)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, text(size: 12pt, it.body))
= #data.title
#text(size: 9pt)[#data.official]
#for line in data.intro [#par(line)]
#for section in data.sections {
  heading(level: 2, section.title)
  if section.when != "" { par(emph(section.when)) }
  for row in section.rows {
    block(breakable: false, below: 0.9em, grid(
      columns: (9mm, 1fr), column-gutter: 2mm,
      text(weight: 700, row.number),
      [
        *#row.label* #h(4pt) #text(size: 8.5pt, lang: "ja", row.ja)
        #for note in row.notes [#linebreak()#text(size: 9pt, note)]
        #for choice in row.choices [#linebreak()#text(size: 9pt)[□ #choice.en #h(3pt) #text(lang: "ja", choice.ja)]]
      ],
    ))
  }
}
#block(above: 1.5em)[*#data.sendToTitle* #linebreak() #data.sendTo]
`
