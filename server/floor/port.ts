import type { Outcome } from '../../shared/errors.ts'
import type { Change } from '../../shared/floor/changes.ts'
import type { Floor } from '../../shared/floor/model.ts'
import type { Command } from './commands.ts'

/** Numbered changes as they were stored: the last one has number `rev`. `floor` is the value after them. */
export interface Numbered {
  readonly rev: number
  readonly changes: readonly Change[]
  readonly floor: Floor
}

/**
 * The narrow asynchronous way to the floor. Nobody else holds the floor's value, and nobody may assume
 * that its one writer is in this process.
 */
export interface FloorPort {
  /**
   * Decides, stores, applies and announces, in that order; commands are decided one after the other, in the order in which they came, and told
   * of in the same order. A refusal is a value and is logged; a failing store rejects and changes nothing.
   */
  submit(command: Command): Promise<Outcome<Numbered>>
  /** The present floor, and every later change in order from `listener`; returns how to stop. */
  subscribe(listener: (numbered: Numbered) => void): { readonly now: Floor; readonly unsubscribe: () => void }
  /** Changes after number `rev`, or null when they are no longer held: then take `now` of a new subscription. */
  changesFrom(rev: number): Promise<Numbered | null>
}

/** Where changes go before anyone hears of them. Throws when it cannot store. */
export interface ChangeStore {
  /**
   * Stores in one transaction, on disk when the promise resolves; of a rejected one nothing is stored. `before` is the floor that the changes
   * apply to, `after` the one after all of them; they may be of several commands.
   */
  append(rev: number, changes: readonly Change[], before: Floor, after: Floor): Promise<void>
}
