import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GrowingTree } from './growing-tree.ts'
import { dividesAt, emptyRoot, leafHash, type NodePlace, nodeHash } from './merkle.ts'
import { inclusionProof, verifyInclusion } from './proofs.ts'

/** The eight leaves and roots that the implementations of Certificate Transparency test each other with. */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => leafHash(Buffer.from(hex, 'hex')),
)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

/** MTH(D[n]) as RFC 9162, 2.1.1 writes it. */
function mth(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return emptyRoot
  if (d.length === 1 && d[0] !== undefined) return d[0]
  const k = dividesAt(d.length)
  return nodeHash(mth(d.slice(0, k)), mth(d.slice(k)))
}

function path(m: number, d: readonly Buffer[]): Buffer[] {
  if (d.length === 1) return []
  const k = dividesAt(d.length)
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
}

const reader = (all: readonly Buffer[]) => async (places: readonly NodePlace[]) =>
  places.map(({ level, index }) => mth(all.slice(index * 2 ** level, (index + 1) * 2 ** level)))

const someLeaves = fc
  .integer({ min: 1, max: 70 })
  .map((n) => Array.from({ length: n }, (_, i) => leafHash(Buffer.from(`leaf ${i}`))))

describe('the tree', () => {
  it('has the known roots after each leaf', () => {
    const tree = new GrowingTree()
    expect(tree.root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    const grown = leaves.map((leaf) => {
      tree.append(leaf)
      return tree.root().toString('hex')
    })
    expect(grown).toEqual(roots)
  })

  it('grows to the root that RFC 9162 defines, from any edge, and names each complete node once', () => {
    fc.assert(
      fc.property(someLeaves, (all) => {
        const tree = new GrowingTree()
        const nodes = all.flatMap((leaf) => tree.append(leaf))
        expect(tree.root()).toEqual(mth(all))
        for (const { level, index, hash } of nodes)
          expect(hash).toEqual(mth(all.slice(index * 2 ** level, (index + 1) * 2 ** level)))
        const complete = Array.from({ length: 7 }, (_, i) => Math.floor(all.length / 2 ** (i + 1))).reduce(
          (a, b) => a + b,
          0,
        )
        expect(new Set(nodes.map(({ level, index }) => `${level}/${index}`)).size).toBe(complete)
      }),
      { numRuns: 60 },
    )
  })
})

describe('inclusion proofs', () => {
  it('are the known ones', async () => {
    const proof = await inclusionProof(0, 8, reader(leaves))
    expect(proof.map((hash) => hash.toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
  })

  it('are PATH of the RFC, hold, and hold for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(someLeaves, fc.nat(), fc.nat(), async (all, pick, other) => {
        const at = pick % all.length
        const leaf = all[at] ?? emptyRoot
        const proof = await inclusionProof(at, all.length, reader(all))
        expect(proof).toEqual(path(at, all))
        expect(verifyInclusion(leaf, at, all.length, proof, mth(all))).toBe(true)
        expect(verifyInclusion(nodeHash(leaf, leaf), at, all.length, proof, mth(all))).toBe(false)
        expect(verifyInclusion(leaf, at, all.length, [...proof, leaf], mth(all))).toBe(false)
        if (other % all.length !== at)
          expect(verifyInclusion(leaf, other % all.length, all.length, proof, mth(all))).toBe(false)
        if (proof.length > 0) expect(verifyInclusion(leaf, at, all.length, proof.slice(1), mth(all))).toBe(false)
      }),
      { numRuns: 80 },
    )
  })
})
