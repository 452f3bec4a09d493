import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { Box } from '../layout/block.ts'

/** What a page of a PDF really draws, in millimetres from its top left corner. */
export interface PageDrawing {
  readonly filled: readonly Box[]
  readonly stroked: readonly Box[]
  readonly texts: readonly (Box & { readonly text: string })[]
  /** Roles of the structure tree, in reading order. */
  readonly roles: readonly string[]
}

/** The reader of PDF asks for ES2024, which Node 20 does not have: without it the operators end at the first font. */
if (!('transferToFixedLength' in ArrayBuffer.prototype)) {
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      const copy = new Uint8Array(length)
      copy.set(new Uint8Array(this).subarray(0, length))
      return copy.buffer
    },
  })
}

const mm = 25.4 / 72
type Matrix = readonly [number, number, number, number, number, number]

/** Reads the drawing operators themselves; nothing is rendered. */
export async function readPdf(bytes: Uint8Array): Promise<readonly PageDrawing[]> {
  const { OPS } = await getResolvedPDFJS()
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const pages: PageDrawing[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const height = page.view[3] as number
    const { fnArray, argsArray } = await page.getOperatorList()
    const filled: Box[] = []
    const stroked: Box[] = []
    let matrix: Matrix = [1, 0, 0, 1, 0, 0]
    const kept: Matrix[] = []
    fnArray.forEach((operator, index) => {
      const args = argsArray[index] as readonly unknown[]
      if (operator === OPS.save) kept.push(matrix)
      else if (operator === OPS.restore) matrix = kept.pop() ?? matrix
      else if (operator === OPS.transform) matrix = times(matrix, args as unknown as Matrix)
      else if (operator === OPS.constructPath) {
        const bounds = args[2] as ArrayLike<number> | null
        if (bounds === null) return
        const box = boxOf(matrix, bounds, height)
        if (args[0] === OPS.fill || args[0] === OPS.eoFill) filled.push(box)
        else if (args[0] === OPS.stroke || args[0] === OPS.closeStroke) stroked.push(box)
      }
    })
    const content = await page.getTextContent()
    const texts = content.items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , , x, y] = item.transform as unknown as Matrix
      return [
        { text: item.str, x: x * mm, y: (height - y - item.height) * mm, w: item.width * mm, h: item.height * mm },
      ]
    })
    pages.push({ filled, stroked, texts, roles: rolesOf((await page.getStructTree()) as Node | null) })
  }
  return pages
}

interface Node {
  readonly role?: string
  readonly children?: readonly Node[]
}

function rolesOf(node: Node | null): readonly string[] {
  if (node === null) return []
  return [...(node.role === undefined ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesOf)]
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

function boxOf([a, b, c, d, e, f]: Matrix, bounds: ArrayLike<number>, height: number): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.from(bounds)
  const xs = [a * x1 + c * y1 + e, a * x2 + c * y2 + e]
  const ys = [b * x1 + d * y1 + f, b * x2 + d * y2 + f]
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return { x: left * mm, y: (height - high) * mm, w: (right - left) * mm, h: (high - low) * mm }
}

/** Filled boxes inside a window as pixels, with a white border: what a reader of codes looks at. */
export function pixelsOf(
  filled: readonly Box[],
  window: Box,
  perMm: number,
): { data: Uint8Array; width: number; height: number } {
  const border = 3
  const size = { w: Math.round((window.w + border * 2) * perMm), h: Math.round((window.h + border * 2) * perMm) }
  const data = new Uint8Array(size.w * size.h * 4).fill(255)
  for (const box of filled) {
    const [x1, y1] = [(box.x - window.x + border) * perMm, (box.y - window.y + border) * perMm]
    for (let y = Math.max(0, Math.round(y1)); y < Math.min(size.h, Math.round(y1 + box.h * perMm)); y += 1)
      for (let x = Math.max(0, Math.round(x1)); x < Math.min(size.w, Math.round(x1 + box.w * perMm)); x += 1)
        data.fill(0, (y * size.w + x) * 4, (y * size.w + x) * 4 + 3)
  }
  return { data, width: size.w, height: size.h }
}
