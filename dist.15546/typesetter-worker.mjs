// src/platform/typesetter/worker.ts
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

// src/platform/typesetter/font-coverage.ts
function readFontCoverage(font) {
  const cmap = tableOffset(font, "cmap");
  const known = /* @__PURE__ */ new Set();
  const variations = /* @__PURE__ */ new Map();
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) readFormat4(font, subtable, known);
    else if (format === 12) readFormat12(font, subtable, known);
    else if (format === 14) readFormat14(font, subtable, variations);
  }
  return { has: (grapheme) => covers(grapheme, known, variations) };
}
function covers(grapheme, known, variations) {
  let base;
  for (const character of grapheme) {
    const code = character.codePointAt(0);
    if (isVariationSelector(code)) {
      if (base !== void 0 && variations.get(code)?.has(base) !== true) return false;
      continue;
    }
    base = code;
    if (code >= 32 && code !== 127 && code !== 8203 && code !== 65279 && !known.has(code)) return false;
  }
  return true;
}
function isVariationSelector(code) {
  return code >= 65024 && code <= 65039 || code >= 917760 && code <= 917999;
}
function tableOffset(font, tag) {
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`font has no ${tag} table`);
}
function readFormat4(font, at, known) {
  const segments = font.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  for (let index = 0; index < segments; index += 1) {
    const start = font.readUInt16BE(starts + index * 2);
    const end = font.readUInt16BE(ends + index * 2);
    for (let code = start; code <= end && code !== 65535; code += 1) known.add(code);
  }
}
function readFormat12(font, at, known) {
  const groups = font.readUInt32BE(at + 12);
  for (let index = 0; index < groups; index += 1) {
    const group = at + 16 + index * 12;
    const end = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= end; code += 1) known.add(code);
  }
}
function readFormat14(font, at, variations) {
  const records = font.readUInt32BE(at + 6);
  for (let index = 0; index < records; index += 1) {
    const record = at + 10 + index * 11;
    const bases = /* @__PURE__ */ new Set();
    const defaults = font.readUInt32BE(record + 3);
    if (defaults !== 0) {
      const ranges = font.readUInt32BE(at + defaults);
      for (let each = 0; each < ranges; each += 1) {
        const range = at + defaults + 4 + each * 4;
        const first = font.readUIntBE(range, 3);
        for (let code = first; code <= first + font.readUInt8(range + 3); code += 1) bases.add(code);
      }
    }
    const others = font.readUInt32BE(record + 7);
    if (others !== 0) {
      const mappings = font.readUInt32BE(at + others);
      for (let each = 0; each < mappings; each += 1) bases.add(font.readUIntBE(at + others + 4 + each * 5, 3));
    }
    variations.set(font.readUIntBE(record, 3), bases);
  }
}

// src/platform/typesetter/worker.ts
var fontFolder = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-jp/package.json"));
var fonts = ["400Regular/NotoSansJP_400Regular.ttf", "700Bold/NotoSansJP_700Bold.ttf"].map(
  (name) => readFileSync(join(fontFolder, name))
);
var workspace = "/";
var compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts }] });
var coverage = readFontCoverage(fonts[0]);
var graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
process.on("message", (message) => {
  process.send?.({ id: message.id, result: setDocument(message.document) });
});
process.on("disconnect", () => process.exit(0));
function setDocument(document) {
  const missing = missingGraphemes(document.data);
  if (missing.length > 0) return { ok: false, refusal: "missing-glyphs", characters: missing };
  compiler.resetShadow();
  for (const [path, source] of Object.entries(document.sources))
    compiler.addSource(join("/yanagi-documents", path), source);
  for (const [path, bytes] of Object.entries(document.images ?? {}))
    compiler.mapShadow(join("/yanagi-documents", path), Buffer.from(bytes));
  const compiled = compiler.compile({
    mainFilePath: join("/yanagi-documents", document.main),
    inputs: { data: JSON.stringify(document.data) },
    resetRead: true
  });
  const error = compiled.takeError();
  if (error !== null)
    return { ok: false, refusal: "template-broken", diagnostics: compiler.fetchDiagnostics(error).map(describe) };
  const result = compiled.result;
  if (result === null) return { ok: false, refusal: "template-broken", diagnostics: ["no result"] };
  const pdf = compiler.pdf(result, { pdfStandard: "a-2b", creationTimestamp: Math.floor(document.at.getTime() / 1e3) });
  const pages = result.numOfPages;
  compiler.evictCache(10);
  return { ok: true, pdf, pages };
}
function describe(diagnostic) {
  const { message, path, range } = diagnostic;
  return `${String(path ?? "")} ${JSON.stringify(range ?? "")} ${String(message ?? diagnostic)}`;
}
function missingGraphemes(data) {
  const missing = /* @__PURE__ */ new Set();
  const visit = (value) => {
    if (typeof value === "string") {
      for (const { segment } of graphemes.segment(value)) if (!coverage.has(segment)) missing.add(segment);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(visit);
  };
  visit(data);
  return [...missing];
}
//# sourceMappingURL=typesetter-worker.mjs.map
