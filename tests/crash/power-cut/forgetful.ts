/**
 * Loaded into a core before it starts: makes its database forget what a power cut takes, behind the
 * check that it would refuse to sell by. It is the canary of the power cut: a proof that cannot
 * tell this core from a safe one proves nothing.
 */
import Database from 'better-sqlite3'

const prepare = Database.prototype.prepare as (this: Database.Database, sql: string) => unknown

/** The store prepares its transactions after it has read its settings back. */
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  if (sql === 'BEGIN IMMEDIATE') this.pragma('synchronous = NORMAL')
  return prepare.call(this, sql)
} as typeof Database.prototype.prepare
