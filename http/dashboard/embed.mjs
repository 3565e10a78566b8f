// Every file of a folder, and what gzip makes of it, as the definition of
// `assets::files` of http/assets.hpp.
//   node embed.mjs FOLDER OUT.cpp
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const [folder, out] = process.argv.slice(2);

function filesIn(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)],
  );
}

// Three octal digits a byte that is not plain: no digit that follows can be
// taken for a part of it.
function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    let line = "";
    for (const byte of bytes.subarray(at, at + 4096)) {
      const plain = byte >= 0x20 && byte < 0x7f && !'"\\?'.includes(String.fromCharCode(byte));
      line += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
    }
    lines.push(`"${line}"`);
  }
  return `{${lines.join("\n") || '""'}, ${bytes.length}}`;
}

const rows = filesIn(folder).sort().map((path) => {
  const type = types[extname(path)];
  if (!type) throw new Error(`${path}: embed.mjs knows no content type for it`);
  const bytes = readFileSync(path);
  const small = gzipSync(bytes, { level: 9 });
  const gzip = small.length < bytes.length ? small : Buffer.alloc(0);
  return `{"/${relative(folder, path)}",\n"${type}",\n${literal(bytes)},\n${literal(gzip)}},\n`;
});

writeFileSync(out, `#include "http/assets.hpp"

namespace murmuration::http::assets {

namespace {

constexpr file table[] = {
${rows.join("")}};

} // namespace

const std::span<const file> files{table};

} // namespace murmuration::http::assets
`);
