import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryOf } from './boundary.ts'
import { areaOf, crossesItself, isInJapan, isWithin, lengthOf, type Position } from './geo.ts'

/** A rectangle of metres with its south-west corner in 柳井. */
const corner: Position = [132.1, 33.96]
const [perEast, perNorth] = [92_432.6, 110_921.4]
const rectangle = (width: number, height: number): readonly Position[] => {
  const [lng, lat] = corner
  const [east, north] = [lng + width / perEast, lat + height / perNorth]
  return [
    [lng, lat],
    [east, lat],
    [east, north],
    [lng, north],
  ]
}

describe('measures on the ground', () => {
  it('a degree of latitude and of longitude at 34 degrees north (国土地理院の値と1 m以内)', () => {
    expect(
      lengthOf([
        [132, 33.5],
        [132, 34.5],
      ]),
    ).toBeCloseTo(110_922.5, -1)
    expect(
      lengthOf([
        [132, 34],
        [133, 34],
      ]),
    ).toBeCloseTo(92_384.6, -1)
  })

  it('a scaffold of 1.2 m by 15.55 m', () => {
    expect(areaOf(rectangle(15.55, 1.2))).toBeCloseTo(18.66, 1)
    expect(lengthOf(rectangle(15.55, 1.2), true)).toBeCloseTo(33.5, 1)
  })

  it('does not depend on where a ring begins or which way it goes', () => {
    const side = fc.double({ min: 1, max: 3000, noNaN: true })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 3 }), fc.boolean(), (width, height, from, back) => {
        const ring = rectangle(width, height)
        const turned = [...ring.slice(from), ...ring.slice(0, from)]
        const other = back ? turned.toReversed() : turned
        expect(areaOf(other)).toBeCloseTo(areaOf(ring), 3)
        expect(crossesItself(other)).toBe(false)
      }),
    )
  })
})

describe('a ring', () => {
  const at = (...pairs: readonly (readonly [number, number])[]): readonly Position[] => pairs
  it.each([
    ['a square', at([0, 0], [2, 0], [2, 2], [0, 2]), false],
    ['an L', at([0, 0], [3, 0], [3, 1], [1, 1], [1, 3], [0, 3]), false],
    ['a triangle with a point in a side', at([0, 0], [1, 0], [2, 0], [0, 2]), false],
    ['a bow tie', at([0, 0], [2, 2], [2, 0], [0, 2]), true],
    ['a spike', at([0, 0], [2, 0], [1, 0], [1, 2]), true],
    ['a corner on a side', at([0, 0], [4, 0], [4, 4], [2, 0], [0, 4]), true],
    ['a corner twice', at([0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1]), true],
  ])('%s', (_, ring, crosses) => {
    expect(crossesItself(ring)).toBe(crosses)
  })
})

describe('where a place lies', () => {
  const ring = rectangle(1000, 1000)
  it('inside, on the edge, a little outside, far away', () => {
    const north = (metres: number): Position => [corner[0] + 500 / perEast, corner[1] + metres / perNorth]
    expect(isWithin(north(500), [ring])).toBe(true)
    expect(isWithin(north(1100), [ring])).toBe(false)
    expect(isWithin(north(1100), [ring], 150)).toBe(true)
    expect(isWithin(north(1100), [ring], 50)).toBe(false)
    expect(isWithin(north(500), [])).toBe(false)
  })

  it('a prepared boundary answers the same, inside, outside, near its line and on it', () => {
    const [lng, lat] = corner
    const bay: readonly Position[] = [...ring, [lng + 0.004, lat + 0.003], [lng + 0.001, lat + 0.002]]
    const rings = [bay, rectangle(300, 200).map(([x, y]): Position => [x - 0.02, y + 0.01])]
    const boundary = boundaryOf(rings)
    let held = 0
    for (let n = 0; n < 3000; n += 1) {
      const place: Position = [lng - 0.03 + ((n * 7919) % 6000) / 1e5, lat - 0.02 + ((n * 104_729) % 4500) / 1e5]
      for (const margin of [0, 150, 500]) {
        const holds = boundary.holds(place, margin)
        if (holds) held += 1
        if (holds !== isWithin(place, rings, margin)) expect.fail(`${place} ${margin}`)
      }
    }
    expect(held).toBeGreaterThan(500)
    expect([boundary.holds(corner), boundaryOf([]).holds(corner)]).toEqual([isWithin(corner, rings), false])
  })

  it('Japan', () => {
    expect([isInJapan([132.1, 33.96]), isInJapan([33.96, 132.1]), isInJapan([Number.NaN, 33])]).toEqual([
      true,
      false,
      false,
    ])
  })
})
