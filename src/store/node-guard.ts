/**
 * Imported before better-sqlite3, whose addon needs Node-API 10 (Node 22.14): on an older Node it
 * takes the process down without an exception, so nothing later could say why.
 */
if (Number(process.versions['napi']) < 10) {
  throw new Error(`Holdfast needs Node 22.14 or newer; this is ${process.versions.node}`)
}
