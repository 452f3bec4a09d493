/**
 * Draws what was laid out: every text and line has its place already. Headings and texts are read by a screen reader in
 * the order of the sheet; boxes, marks, codes and readings are artifacts (Typst tags the file, PDF 1.7 §14.8).
 */
export const formSource = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author, date: auto)
#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(
  font: "Noto Sans JP", fallback: false, lang: data.lang, kerning: false, ligatures: false, cjk-latin-spacing: none,
  hyphenate: false, top-edge: 0.88em, bottom-edge: -0.12em,
)
#set par(leading: 0pt, spacing: 0pt)
#show heading: it => block(above: 0pt, below: 0pt, it.body)
#let words(s) = text(size: s.s * 1pt, weight: if "b" in s { 700 } else { 400 }, s.w)
#let at(x, y, body) = place(top + left, dx: x * 1mm, dy: y * 1mm, body)
#let draw(s) = {
  if s.k == "t" {
    if "r" in s { at(s.x, s.y, pdf.artifact(words(s))) } else { at(s.x, s.y, words(s)) }
  } else if s.k == "h" {
    place(top + left, heading(level: s.h, block(width: 210mm, height: 297mm, for t in s.parts { at(t.x, t.y, words(t)) })))
  } else if s.k == "r" {
    at(s.x, s.y, pdf.artifact(rect(
      width: s.w * 1mm, height: s.h * 1mm,
      fill: if "f" in s { black } else { none }, stroke: if "f" in s { none } else { s.s * 1mm + black },
    )))
  } else {
    at(s.x, s.y, pdf.artifact(line(
      start: (0mm, 0mm), end: ((s.x2 - s.x) * 1mm, (s.y2 - s.y) * 1mm),
      stroke: (paint: black, thickness: s.s * 1mm, dash: if "d" in s { "dotted" } else { none }),
    )))
  }
}
#for (index, page) in data.pages.enumerate() {
  if index > 0 { pagebreak() }
  block(width: 210mm, height: 297mm, for s in page.strokes { draw(s) })
}
`
